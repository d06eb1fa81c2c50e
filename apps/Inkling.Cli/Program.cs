using System.CommandLine;
using Inkling.Cli;

var root = new RootCommand("Inkling: handwritten digit recognition, after the chapter \"Recognize Digits\" of PaddlePaddle's book (2017).")
{
    TrainVerb.Create(),
    EvaluateVerb.Create(),
    RecognizeVerb.Create(),
    CompareVerb.Create(),
    ExportVerb.Create(),
    ImportVerb.Create(),
    DatasetVerb.Create(),
    ServeVerb.Create(),
    InfoVerb.Create(),
    CompletionVerb.Create(),
};
root.Add(Failures.Verbose);
root.Add(Notes.Quiet);

return Failures.Run(root.Parse(args));
