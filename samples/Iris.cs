#:project ../src/Inkling.Training/Inkling.Training.csproj

// Three kinds of iris, told apart by four measures: a table of numbers, and a class for each row.
//
//   dotnet run samples/Iris.cs

using System.Globalization;
using System.Runtime.CompilerServices;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;

string[] species = ["setosa", "versicolor", "virginica"];
float[] middle = [6f, 3f, 4f, 1f]; // of the measures, in centimetres
Sample[] flowers = [.. File.ReadLines(Table()).Skip(1).Select(line => line.Split(',')).Select(row => new Sample(Scaled(row[..4]), Array.IndexOf(species, row[4])))];

var predict = Layer.Numbers("measures", 4).FullyConnected(16, Activation.Tanh).FullyConnected(3, Activation.Softmax);
var cost = Cost.Classification(predict, Layer.Label("species", 3));
var trainer = new Trainer(cost, Parameters.Create(cost, seed: 1), new Adam(0.01));

// Every fifth flower of each species is kept for the test.
Sample[] learnt = [.. flowers.Where((_, i) => i % 5 != 0)], kept = [.. flowers.Where((_, i) => i % 5 == 0)];
trainer.Train(Reader.Of(learnt).Shuffle(120, seed: 1).Batch(16), passes: 60);
Console.WriteLine($"of {kept.Length} flowers never seen, {trainer.Test(Reader.Of(kept).Batch(16)).Metrics.Accuracy:P0} are told rightly");

float[] probabilities = new Inference(trainer.Parameters).InferValues(Scaled(["5.9", "3.0", "5.1", "1.8"]));
Console.WriteLine(string.Join(", ", species.Zip(probabilities, (name, p) => $"{name} {p:P1}")));

// A network learns best from numbers of about -1..1.
float[] Scaled(string[] row) => [.. row.Zip(middle, (text, of) => (float.Parse(text, CultureInfo.InvariantCulture) - of) / 2f)];

static string Table([CallerFilePath] string program = "") => Path.Combine(Path.GetDirectoryName(program)!, "iris.csv");
