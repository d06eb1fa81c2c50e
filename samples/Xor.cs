#:project ../src/Inkling.Training/Inkling.Training.csproj

// Two switches, two lamps: the first burns if just one switch is on, the second if both are. Each lamp is a label of its own, and a network without
// a hidden layer could not learn the first.
//
//   dotnet run samples/Xor.cs

using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;

var samples = Reader.Of([
    new Sample([0, 0], [0, 0]),
    new Sample([0, 1], [1, 0]),
    new Sample([1, 0], [1, 0]),
    new Sample([1, 1], [0, 1]),
]);

var lamps = Layer.Numbers("switches", 2).FullyConnected(8, Activation.Tanh).FullyConnected(2, Activation.Sigmoid);
var cost = Cost.BinaryCrossEntropy(lamps, Layer.Targets("lamps", 2));
var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Adam(0.05));

trainer.Train(samples.Batch(4), passes: 300);
Console.WriteLine(trainer.Test(samples.Batch(4)).Metrics);

var network = new Inference(trainer.Parameters);
foreach (var sample in samples.Read())
    Console.WriteLine($"{string.Join(" ", sample.Values.ToArray())} → {string.Join(" ", network.InferValues(sample.Values.Span).Select(p => $"{p:F2}"))}");
