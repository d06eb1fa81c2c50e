using System.CommandLine;
using System.Globalization;
using Inkling.Data;
using Inkling.Devices;

// Trains and infers on a device, beside the processors of the same machine in the same run.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Option<string> device = new("--device") { Description = "gpu, or opencl:N.", DefaultValueFactory = _ => "gpu" };
Option<string> data = new("--data-dir") { Description = "Where MNIST lies.", DefaultValueFactory = _ => MnistCache.DefaultDirectory(null) };
Option<int[]> batches = new("--batch") { Description = "Samples of a minibatch.", DefaultValueFactory = _ => [128, 512, 1024, 4096], AllowMultipleArgumentsPerToken = true };
Option<string[]> only = new("--only") { Description = "layers, throughput, accuracy.", DefaultValueFactory = _ => ["accuracy", "throughput", "layers"], AllowMultipleArgumentsPerToken = true };
Option<int> threads = new("--threads") { Description = "Of the processors.", DefaultValueFactory = _ => 2 };
Option<bool> quick = new("--quick") { Description = "Small, to see that it runs." };
RootCommand command = new("Devices beside processors.") { device, data, batches, only, threads, quick };
command.SetAction(parsed =>
{
    var on = Inkling.OpenCL.Devices.Parse(parsed.GetRequiredValue(device));
    Console.WriteLine($"{on}, beside {parsed.GetValue(threads)} threads of the processors, {Inkling.Compute.SimdChoice.Current.Width}");
    foreach (string part in parsed.GetRequiredValue(only))
    {
        Console.WriteLine();
        switch (part)
        {
            case "accuracy":
                TimeToAccuracy.Run(on, parsed.GetRequiredValue(data), parsed.GetValue(quick));
                break;
            case "throughput":
                Throughput.Run(on, parsed.GetRequiredValue(batches), parsed.GetValue(threads), parsed.GetValue(quick));
                break;
            default:
                LayerTimes.Run(on, parsed.GetRequiredValue(batches).Min(), parsed.GetRequiredValue(batches).Max());
                break;
        }
    }
});
return command.Parse(args).Invoke();
