using System.Diagnostics;
using Inkling.Data;
using Inkling.Nn;
using Inkling.Training;
using Inkling.Workbench;

namespace Inkling.Devices;

/// <summary>Images per second, of training and of inference, on a device and on the processors.</summary>
internal static class Throughput
{
    private const int Pixels = 784, Classes = 10;
    private const double Seconds = 1.5;

    public static void Run(Device device, int[] batches, int threads, bool quick)
    {
        Console.WriteLine("images/s              batch     processors         device    ratio");
        foreach (string name in DigitNetwork.AllNames)
        {
            foreach (int batch in quick ? batches[..1] : batches)
            {
                var samples = Samples(quick ? 2 * batch : Math.Max(8192, 4 * batch));
                Row($"{name}, training", batch, Training(name, batch, samples, Device.Cpu, threads, quick), Training(name, batch, samples, device, threads, quick));
                Row($"{name}, inference", batch, Inferring(name, batch, samples, Device.Cpu, threads, quick), Inferring(name, batch, samples, device, 1, quick));
            }
        }
    }

    private static void Row(string what, int batch, double processors, double device) =>
        Console.WriteLine($"{what,-20} {batch,6} {processors,14:N0} {device,14:N0} {device / processors,8:F1}");

    // All that a training does: samples are read, sent and learnt from, and their costs come back.
    private static double Training(string name, int batch, Sample[] samples, Device device, int threads, bool quick)
    {
        var cost = Cost.Classification(DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), Classes), Layer.Label("label", Classes));
        var trainer = new Trainer(cost, Parameters.Create(cost), new Momentum(0.001, 0.9, 5e-4), threads, device: device);
        using var stop = new CancellationTokenSource();
        long start = 0, done = 0;
        trainer.Train(Reader.Of(samples).Batch(batch), int.MaxValue, e =>
        {
            if (e is not EndPass)
                return;
            if (start == 0)
                start = Stopwatch.GetTimestamp();
            else
                done += samples.Length;
            if (done > 0 && (quick || Stopwatch.GetElapsedTime(start).TotalSeconds > Seconds))
                stop.Cancel();
        }, cancellation: stop.Token);
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Inferring(string name, int batch, Sample[] samples, Device device, int threads, bool quick)
    {
        var prediction = DigitNetwork.Create(name, Layer.Image("pixel", 1, 28, 28), Classes);
        var inference = new Inference(prediction, Parameters.Create(prediction), device == Device.Cpu ? null : batch, device);
        byte[] pixels = [.. samples.Take(batch).SelectMany(sample => sample.Pixels.ToArray())];
        float[][] results = [.. Enumerable.Range(0, threads).Select(_ => new float[batch * Classes])];
        Parallel.For(0, threads, thread => inference.Infer(pixels, results[thread]));

        long start = Stopwatch.GetTimestamp(), done = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            do
            {
                inference.Infer(pixels, results[thread]);
                Interlocked.Add(ref done, batch);
            }
            while (!quick && Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds);
        });
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Sample[] Samples(int count)
    {
        byte[] pixels = new byte[count * Pixels];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i * 2654435761L >> 13);
        return [.. Enumerable.Range(0, count).Select(n => new Sample(pixels.AsMemory(n * Pixels, Pixels), n % Classes))];
    }
}
