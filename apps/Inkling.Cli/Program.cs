using System.CommandLine;
using Inkling.Cli;

var root = new RootCommand("Inkling: handwritten digit recognition.")
{
    TrainVerb.Create(),
    EvaluateVerb.Create(),
    RecognizeVerb.Create(),
    CompareVerb.Create(),
    ExportVerb.Create(),
    ImportVerb.Create(),
    DatasetVerb.Create(),
    ServeVerb.Create(),
    FiguresVerb.Create(),
    InfoVerb.Create(),
    CompletionVerb.Create(),
};
root.Add(Failures.Verbose);
root.Add(Notes.Quiet);

return Failures.Run(root.Parse(args));
