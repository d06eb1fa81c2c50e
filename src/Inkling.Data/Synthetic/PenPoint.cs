namespace Inkling.Data.Synthetic;

/// <summary>A corner of the polyline that the pen follows.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Radius">Half the width of the line here, in pixels.</param>
/// <param name="StartsStroke">Whether the pen is put down here, so that no line leads here from the point before.</param>
internal readonly record struct PenPoint(float X, float Y, float Radius, bool StartsStroke);
