namespace Inkling.Workbench;

/// <summary>How one class was recognised.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Samples">Samples that are of the class.</param>
/// <param name="Precision">The part of what was called this class that is; 0 if nothing was.</param>
/// <param name="Recall">The part of the class that was called so; 0 if there is none.</param>
public sealed record ClassFigures(string Label, int Samples, double Precision, double Recall);
