#:project ../src/Inkling.Workbench/Inkling.Workbench.csproj

// Recognising handwritten digits, from data to prediction, in one file.
//
//   dotnet run samples/RecognizeDigits.cs                     LeNet, five passes
//   dotnet run samples/RecognizeDigits.cs softmax 3 digit.png  softmax regression, three passes, then this image

using Inkling.Data;
using Inkling.Digits;
using Inkling.Digits.Imaging;
using Inkling.Nn;
using Inkling.Training;

string model = args.ElementAtOrDefault(0) ?? "lenet";
int passes = int.Parse(args.ElementAtOrDefault(1) ?? "5");

// 1. What the network sees, and what it should say.
var image = Layer.Image("pixel", channels: 1, height: 28, width: 28);
var label = Layer.Label("label", classes: 10);

// 2. The classifier, and its cost: how far its probabilities are from the truth.
Layer predict = model switch
{
    "softmax" => SoftmaxRegression(image),
    "mlp" => MultilayerPerceptron(image),
    _ => ConvolutionalNeuralNetwork(image),
};
var cost = Cost.Classification(predict, label);

// 3. Parameters, drawn at random, and the rule that improves them.
var parameters = Parameters.Create(cost, seed: 1);
var optimizer = new Momentum(Schedule.OneCycle(peak: model == "softmax" ? 0.02 : 0.1), momentum: 0.9, l2: 5e-4);
var trainer = new Trainer(cost, parameters, optimizer);
Console.WriteLine(parameters.Network);

// 4. Training: every pass reads the training images in another order, then tests on images never learnt from.
var train = Mnist.Train().Shuffle(8192, seed: 1).Batch(128);
var test = Mnist.Test().Batch(128);
var results = new List<TestResult>();

trainer.Train(train, passes, e =>
{
    if (e is EndIteration { Batch: var batch } iteration && batch % 100 == 0)
        Console.WriteLine($"Pass {iteration.Pass}, Batch {batch}, Cost {iteration.Cost:F6}, {iteration.Metrics}");

    if (e is EndPass pass)
    {
        parameters.Save($"params_pass_{pass.Pass}.safetensors");
        results.Add(trainer.Test(test));
        Console.WriteLine($"Test with Pass {pass.Pass}, Cost {results[^1].Cost:F6}, {results[^1].Metrics}\n");
    }
});

// 5. The pass that did best.
int best = results.IndexOf(results.MinBy(result => result.Cost)!);
Console.WriteLine($"Best pass is {best}, testing Avgcost is {results[best].Cost}");
Console.WriteLine($"The classification accuracy is {results[best].Metrics.Accuracy * 100:F2}%");

// 6. Recognising an image file, with the parameters of that pass.
if (args.ElementAtOrDefault(2) is { } file)
{
    var digit = DigitNormalizer.Normalize(ImageFile.Load(file));
    var inference = new Inference(Parameters.Load($"params_pass_{best}.safetensors"));
    float[] probabilities = inference.Infer(digit.Pixels.Span);
    Console.WriteLine($"Label of {file} is: {Array.IndexOf(probabilities, probabilities.Max())}");
}

// One fully connected layer: a weighted sum of the pixels for each digit.
static Layer SoftmaxRegression(Layer image) => image
    .FullyConnected(10, Activation.Softmax);

// Two hidden layers between: features of features.
static Layer MultilayerPerceptron(Layer image) => image
    .FullyConnected(128, Activation.Relu)
    .FullyConnected(64, Activation.Relu)
    .FullyConnected(10, Activation.Softmax);

// Small filters that slide over the image: the same feature wherever it is (LeNet-5).
static Layer ConvolutionalNeuralNetwork(Layer image) => image
    .ConvPool(filters: 20, filterSize: 5, poolSize: 2, Activation.Relu)
    .ConvPool(filters: 50, filterSize: 5, poolSize: 2, Activation.Relu)
    .FullyConnected(10, Activation.Softmax);
