#!/usr/bin/env bash
# BitMiracle.LibTiff.NET 2.4.660 (NuGet): ReadRGBAImageOriented gives colours multiplied by their opacity, and the opacity, of a TIFF of colours with an extra sample. Of a gray one with an
# extra sample it gives half of that, without an error: where the opacity is unassociated, it is passed over and all is opaque, so that a clear pixel, stored as 0 0, is black as ink;
# where it is associated (the gray was multiplied by it), the opacity comes out and the gray is 0 everywhere. Who lays a digit on white gets a black sheet, or a digit without its grays.
#
# Seen, red green blue opacity of a half clear and of a clear pixel:
# "colour, unassociated: 100 50 25 128, 0 0 0 0", "gray, unassociated: 200 200 200 255, 0 0 0 255", "gray, associated: 0 0 0 128, 0 0 0 0".
# Exit code 0 as long as that is so. Needs the .NET 10 SDK and a NuGet source.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export NUGET_PACKAGES="$folder/packages"

cat > "$folder/probe.cs" <<'CODE'
#:package BitMiracle.LibTiff.NET@2.4.660
#:property PublishAot=false
using BitMiracle.LibTiff.Classic;

Console.WriteLine($"colour, unassociated: {Read(Photometric.RGB, ExtraSample.UNASSALPHA, 200, 100, 50, 128, 0, 0, 0, 0)}");
Console.WriteLine($"gray, unassociated: {Read(Photometric.MINISBLACK, ExtraSample.UNASSALPHA, 200, 128, 0, 0)}");
Console.WriteLine($"gray, associated: {Read(Photometric.MINISBLACK, ExtraSample.ASSOCALPHA, 100, 128, 0, 0)}");

// Two pixels beside each other, written and read by the library.
static string Read(Photometric kind, ExtraSample opacity, params byte[] samples)
{
    var file = new MemoryStream();
    using (var written = Tiff.ClientOpen("written", "w", file, new TiffStream()))
    {
        written.SetField(TiffTag.IMAGEWIDTH, 2);
        written.SetField(TiffTag.IMAGELENGTH, 1);
        written.SetField(TiffTag.ROWSPERSTRIP, 1);
        written.SetField(TiffTag.BITSPERSAMPLE, 8);
        written.SetField(TiffTag.SAMPLESPERPIXEL, samples.Length / 2);
        written.SetField(TiffTag.PHOTOMETRIC, kind);
        written.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        written.SetField(TiffTag.COMPRESSION, Compression.NONE);
        written.SetField(TiffTag.EXTRASAMPLES, 1, new[] { (short)opacity });
        written.WriteScanline(samples, 0);
        written.WriteDirectory();
    }

    using var tiff = Tiff.ClientOpen("read", "r", new MemoryStream(file.ToArray()), new TiffStream());
    var pixels = new int[2];
    if (!tiff.ReadRGBAImageOriented(2, 1, pixels, Orientation.TOPLEFT))
        return "refused";
    return string.Join(", ", pixels.Select(pixel => $"{Tiff.GetR(pixel)} {Tiff.GetG(pixel)} {Tiff.GetB(pixel)} {Tiff.GetA(pixel)}"));
}
CODE

seen=$(dotnet run "$folder/probe.cs")
echo "$seen"
[ "$seen" = "colour, unassociated: 100 50 25 128, 0 0 0 0
gray, unassociated: 200 200 200 255, 0 0 0 255
gray, associated: 0 0 0 128, 0 0 0 0" ]
