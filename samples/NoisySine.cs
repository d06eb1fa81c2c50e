#:project ../src/Inkling.Training/Inkling.Training.csproj

// A curve through noisy points: the network answers with a number.
//
//   dotnet run samples/NoisySine.cs

using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;

var random = new Random(1);
Sample[] points = [.. Enumerable.Range(0, 500).Select(i => -MathF.PI + i * MathF.Tau / 500)
    .Select(x => new Sample(new[] { x }, new[] { MathF.Sin(x) + 0.2f * (random.NextSingle() - 0.5f) }))];

var y = Layer.Numbers("x", 1).FullyConnected(32, Activation.Tanh).FullyConnected(1);
var cost = Cost.SquareError(y, Layer.Targets("y", 1));
var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Adam(Schedule.OneCycle(0.02)));

trainer.Train(Reader.Of(points).Shuffle(500, seed: 1).Batch(20), passes: 100);
Console.WriteLine(trainer.Test(Reader.Of(points).Batch(100)).Metrics);

var curve = new Inference(trainer.Parameters);
for (float x = -3; x <= 3; x++)
    Console.WriteLine($"x {x,2}: {curve.InferValues([x])[0],6:F3}, sine {MathF.Sin(x),6:F3}");
