// The pictures of docs/recognize-digits.md, drawn from the library's own data, layers and models.
//
//   dotnet run -c Release --project samples/Inkling.Figures -- docs/figures          all but the curves of the three trainings
//   dotnet run -c Release --project samples/Inkling.Figures -- docs/figures RUNS     these, too: RUNS is what 'inkling compare --output RUNS' wrote

using System.Globalization;
using Inkling.Data;
using Inkling.Digits;
using Inkling.Figures;
using Inkling.Workbench;

if (args is not ([_] or [_, _]))
{
    Console.Error.WriteLine("expected a folder for the pictures, and at most one of trainings");
    return 1;
}

RunResult[] runs = args is [_, var parent] ? [.. DigitNetwork.Names.Select(name => ResultOf(Path.Combine(parent, name)))] : [];
var mnist = new Dataset("mnist", Channels: 1, Height: 28, Width: 28, [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))], Mnist.Train(), Mnist.Test());
foreach (string path in ChapterFigures.Draw(args[0], mnist, DigitModel.Open("lenet").Parameters, runs))
    Console.WriteLine(path);
return 0;

static RunResult ResultOf(string folder) =>
    RunFolder.Open(folder).ReadRecord().Result ?? throw new InvalidDataException($"{folder}: expected a training that has ended, found one that has not");
