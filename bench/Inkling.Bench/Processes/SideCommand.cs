using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Inkling.Bench.OnnxRuntime;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Bench.Recognition;
using Inkling.Bench.Torch;
using Inkling.Bench.Training;
using Inkling.Digits;

namespace Inkling.Bench.Processes;

/// <summary><c>side</c>: one library does one piece of work in this process alone, and prints what the process needed; used by <c>peers</c>.</summary>
internal static class SideCommand
{
    public const string Train = "train", First = "first", Recognize = "recognize";

    private const int TrainingSteps = 60;

    public static Command Create()
    {
        Argument<string> work = new("work");
        Argument<string> library = new("library");
        var command = new Command("side", "One library's part in a process of its own.") { work, library };
        command.Hidden = true;
        command.SetAction(result => Console.WriteLine(Run(result.GetValue(work)!, result.GetValue(library)!).ToString(CultureInfo.InvariantCulture)));
        return command;
    }

    /// <summary>Megabytes at the peak; or for <see cref="First"/>, seconds from the start of the process to the end of the first step.</summary>
    private static double Run(string work, string library)
    {
        var settings = new TrainingSettings();
        var (train, test) = DigitSet.Load(settings.Seed);
        switch (work)
        {
            case First:
                Training(library, train.First(settings.BatchSize), settings);
                return (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
            case Train:
                // All images are held in memory, as in a real training; some steps are enough for the peak.
                using (Contender(library, train, settings))
                    Training(library, train.First(TrainingSteps * settings.BatchSize), settings);
                return PeakMegabytes();
            default:
                using (IRecognizingContender recognizer = library == InklingTraining.Library
                           ? new InklingRecognition(Pictures.Of(test.First(1000)), DigitModel.Open("lenet").Parameters)
                           : OnnxRecognition.Create(Pictures.Of(test.First(1000)), LeNetOnnx.Write(DigitModel.Open("lenet").Parameters)))
                    recognizer.RecognizeAll(1);
                return PeakMegabytes();
        }
    }

    private static void Training(string library, DigitSet digits, TrainingSettings settings)
    {
        using var training = Contender(library, digits, settings);
        training.TrainPass();
    }

    private static ITrainingContender Contender(string library, DigitSet digits, TrainingSettings settings) =>
        library == InklingTraining.Library
            ? InklingTraining.Create(MeasuredNetwork.LeNet, digits, settings)
            : TorchTraining.Create(MeasuredNetwork.LeNet, digits, settings);

    private static double PeakMegabytes()
    {
        const string Key = "VmHWM:";
        string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null
            ? Process.GetCurrentProcess().PeakWorkingSet64 / 1e6
            : long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
