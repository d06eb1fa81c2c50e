namespace Inkling.Robustness.Sets;

/// <summary>As many images by the rules of another set, none of which is in it.</summary>
internal sealed class LaterImages(ITestSet of) : ITestSet
{
    public string Name => of.Name;

    public string Title => of.Title;

    public SetKind Kind => of.Kind;

    public string? Unavailable => of.Unavailable;

    public int Count => of.Count;

    public TestImage Make(int index) => of.Make(of.Count + index);
}
