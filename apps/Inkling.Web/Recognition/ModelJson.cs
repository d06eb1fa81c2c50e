namespace Inkling.Web.Recognition;

/// <summary>A model that can be asked.</summary>
/// <param name="Id">By which it is asked for: the name of a shipped one, or <c>run:</c> and the id of a run.</param>
/// <param name="Kind"><c>shipped</c> or <c>run</c>.</param>
/// <param name="Network">The name of its network.</param>
/// <param name="Parameters">How many parameters it has.</param>
/// <param name="Classes">The names of the classes it tells apart.</param>
/// <param name="Channels">Values a pixel of the images it reads.</param>
/// <param name="Height">Their rows.</param>
/// <param name="Width">Their columns.</param>
/// <param name="IsDefault">Whether it is asked where none is named.</param>
internal sealed record ModelJson(
    string Id, string Kind, string Network, int Parameters, IReadOnlyList<string> Classes, int Channels, int Height, int Width, bool IsDefault)
{
    public const string Shipped = "shipped";
    public const string Run = "run";
}
