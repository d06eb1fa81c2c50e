using System.CommandLine;
using Inkling.Bench.MlNet;
using Inkling.Bench.Ours;
using Inkling.Bench.Peers;
using Inkling.Digits;
using Inkling.Workbench;

namespace Inkling.Bench.Baselines;

/// <summary><c>baselines</c>: the classics that came before the chapter's networks, and these, in one table.</summary>
internal static class BaselinesCommand
{
    private const int QuickTrainCount = 6_400, QuickTestCount = 1_000;
    private const int HeldOutCount = 5_000;
    private const int Seed = 1;

    private static readonly Baseline[] Baselines =
    [
        new("knn", "k nearest neighbours", $"k = {NearestNeighbours.K}, Euclidean distance of the pixels; a matrix product of this library", (train, test) => new NearestNeighbours(train, test)),
        new("svm", "linear support vector machine", MlNetClassifier.LinearSvmSettings, (train, test) => MlNetClassifier.LinearSvm(train, test, Seed)),
        new("trees", "boosted trees", MlNetClassifier.BoostedTreesSettings, (train, test) => MlNetClassifier.BoostedTrees(train, test, Seed)),
        .. DigitNetwork.Names.Select(name => Recipe.Default(name) with { Seed = Seed }).Select(recipe => new Baseline(
            recipe.Model, TitleOf(recipe.Model), $"`inkling train {recipe.Model}`: {recipe.Passes} passes", (train, test) => InklingClassifier.Taught(recipe, train, test))),
        new(DigitModel.Default, TitleOf(DigitModel.Default), "as shipped; varied images, and synthetic ones among them", (_, test) => InklingClassifier.Shipped(DigitModel.Default, test)),
    ];

    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Fewer images: shows that it works, not how good or fast anything is." };
        Option<bool> heldOut = new("--held-out") { Description = $"Ask about the last {HeldOutCount:N0} training images, not learnt from, in place of the test images: for choosing settings." };
        Option<bool> json = new("--json") { Description = "One flat JSON object instead of the table." };
        Option<string[]> only = new("--only") { Description = "Only this row; may be repeated." };
        Option<DirectoryInfo?> save = new("--save") { Description = "A folder to write baselines.json and baselines.md to." };
        only.AcceptOnlyFromAmong([.. Baselines.Select(baseline => baseline.Key)]);

        var command = new Command("baselines", "Nearest neighbours, a support vector machine, boosted trees and our networks: accuracy and times.") { quick, heldOut, only, json, save };
        command.SetAction(result =>
        {
            string[] names = result.GetValue(only) ?? [];
            var figures = Measure(result.GetValue(quick), result.GetValue(heldOut), [.. Baselines.Where(baseline => names.Length == 0 || names.Contains(baseline.Key))]);
            Console.WriteLine(result.GetValue(json) ? figures.ToJson() : figures.ToString());
            if (result.GetValue(save) is { } folder)
            {
                folder.Create();
                File.WriteAllText(Path.Combine(folder.FullName, "baselines.json"), figures.ToJson() + "\n");
                File.WriteAllText(Path.Combine(folder.FullName, "baselines.md"), figures + "\n");
            }
        });
        return command;
    }

    private static Figures Measure(bool quick, bool heldOut, Baseline[] baselines)
    {
        var (train, test) = DigitSet.Load(Seed);
        if (heldOut)
            (train, test) = train.WithoutLast(HeldOutCount);
        if (quick)
            (train, test) = (train.First(QuickTrainCount), test.First(QuickTestCount));

        var table = new BaselineTable(train, test, isHeldOut: heldOut);
        foreach (var baseline in baselines)
            table.Measure(baseline);
        return table.Figures;
    }

    private static string TitleOf(string network) => network switch
    {
        "softmax" => "softmax regression",
        "mlp" => "multilayer perceptron",
        "lenet" => "LeNet",
        _ => $"`{network}`",
    };
}
