using CsCheck;

namespace Inkling.Data.Tests;

public sealed class SampleFileTests : TemporaryFolder
{
    // Two samples of three bytes: the format as documented, byte by byte.
    private static readonly byte[] Sound =
        [.. "INKLING1"u8, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 7, 0, 0, 0, 10, 11, 12, 0x01, 0x02, 0, 0, 20, 21, 22];

    private static readonly Sample[] Samples = [new(new byte[] { 10, 11, 12 }, 7), new(new byte[] { 20, 21, 22 }, 0x0201)];

    [Fact]
    public void The_format_is_the_documented_one_in_both_directions()
    {
        SampleFile.Write(At("a.samples"), Samples);
        Assert.Equal(Sound, File.ReadAllBytes(At("a.samples")));

        var file = SampleFile.Open(Write("b.samples", Sound));
        Assert.Equal((At("b.samples"), 2, 3), (file.Path, file.Count, file.SampleLength));
        Check(Samples, file);
    }

    [Fact]
    public void What_was_written_is_read_again() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 6], Gen.Int[0, 1000]).Sample((length, count, seed) =>
        {
            var random = new Random(seed);
            Sample[] samples = [.. Enumerable.Range(0, count).Select(_ => new Sample(new byte[length], random.Next()))];
            foreach (var sample in samples)
                random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsMemory(sample.Pixels).Span);

            SampleFile.Write(At("a.samples"), samples);

            Check(samples, SampleFile.Open(At("a.samples")));
        }, iter: 60, threads: 1);

    [Fact]
    public void Numbers_are_read_as_they_were_written()
    {
        Sample[] samples =
        [
            new((float[])[1f, -0f, float.NaN], (float[])[2.5f]),
            new((float[])[float.MaxValue, 3f, 4f], (float[])[-1f]),
        ];
        SampleFile.Write(At("a.samples"), samples);

        var file = SampleFile.Open(At("a.samples"));

        byte[] bytes = File.ReadAllBytes(At("a.samples"));
        Assert.Equal([.. "INKLING2"u8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F], bytes[..36]);
        Assert.Equal((2, 0, 3, 1), (file.Count, file.SampleLength, file.ValueCount, file.TargetCount));
        Assert.All(file.Read().Read().Zip(samples), pair => Assert.Equal(
            [.. pair.Second.Values.ToArray(), .. pair.Second.Targets.ToArray()], (float[])[.. pair.First.Values.ToArray(), .. pair.First.Targets.ToArray()]));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => SampleFile.Open(Write("b.samples", bytes[..length])));
        var error = Assert.Throws<ArgumentException>(() => SampleFile.Write(At("a.samples"), [samples[0], new(new byte[3], 1)]));
        Assert.StartsWith("samples: expected 3 values and 1 targets like the first, got 3 bytes at index 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_is_held_keeps_its_bytes_while_the_stream_goes_on()
    {
        SampleFile.Write(At("a.samples"), Enumerable.Range(0, 100_000).Select(i => new Sample(BitConverter.GetBytes(i), i)));

        Sample[] held = [.. SampleFile.Open(At("a.samples")).Read().Read()];

        Assert.All(held, sample => Assert.Equal(sample.Label, BitConverter.ToInt32(sample.Pixels.Span)));
    }

    [Fact]
    public void Samples_of_other_length_with_negative_labels_or_sequences_are_refused_and_leave_the_old_file()
    {
        string path = Write("a.samples", Sound);

        var length = Assert.Throws<ArgumentException>(() => SampleFile.Write(path, [Samples[0], new(new byte[2], 1)]));
        var label = Assert.Throws<ArgumentException>(() => SampleFile.Write(path, [new(new byte[2], -1)]));
        var sequence = Assert.Throws<ArgumentException>(() => SampleFile.Write(path, [new(new byte[2], 1) { Labels = new byte[4] }]));

        Assert.StartsWith("samples: expected one label each, which is what sample files hold, got 4 at index 0", sequence.Message, StringComparison.Ordinal);
        Assert.StartsWith("samples: expected 3 bytes like the first, got 2 bytes at index 1", length.Message, StringComparison.Ordinal);
        Assert.StartsWith("samples: expected labels of 0 or more, got -1 at index 0", label.Message, StringComparison.Ordinal);
        Assert.Equal(Sound, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFiles(Folder));
    }

    [Theory]
    [InlineData("", "byte offset 0: expected a sample file")]
    [InlineData("INKL", "byte offset 0: expected a sample file")]
    [InlineData("another file altogether", "byte offset 0: expected a sample file")]
    [InlineData("INKLING1\u0001\0\0", "byte offset 11: expected 20 bytes of header")]
    [InlineData("INKLING1\0\0\0\0\0\0\0\u0080\0\0\0\0", "byte offset 8: expected the count")]
    [InlineData("INKLING1\0\0\0\0\0\0\0\0\u00FF\u00FF\u00FF\u00FF", "byte offset 16: expected the bytes of a sample")]
    [InlineData("INKLING1\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u007F\u00F0\u00FF\u00FF\u003F", "expected 9903520203602577755861942304 bytes")]
    public void Another_file_is_refused(string content, string message)
    {
        string path = Write("a.samples", System.Text.Encoding.Latin1.GetBytes(content));

        var error = Assert.Throws<InvalidDataException>(() => SampleFile.Open(path));

        Assert.StartsWith($"{path}: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_or_too_long_is_refused()
    {
        for (int length = 0; length < Sound.Length; length++)
            Assert.Throws<InvalidDataException>(() => SampleFile.Open(Write("a.samples", Sound[..length])));

        var error = Assert.Throws<InvalidDataException>(() => SampleFile.Open(Write("a.samples", [.. Sound, 0])));
        Assert.EndsWith("expected 34 bytes, 2 samples of 3 bytes each, found 35", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_label_is_named_with_its_place()
    {
        byte[] content = [.. Sound];
        content[30] = 0x80;

        var error = Assert.Throws<InvalidDataException>(() => SampleFile.Open(Write("a.samples", content)).Read().Read().Count());

        Assert.Contains("byte offset 27: expected a label of 0 or more, found -", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_has_changed_since_it_was_opened_is_refused()
    {
        var reader = SampleFile.Open(Write("a.samples", Sound)).Read();
        SampleFile.Write(At("a.samples"), Samples[..1]);

        var error = Assert.Throws<InvalidDataException>(() => reader.Read().Count());

        Assert.Contains("expected 2 samples of 3 bytes as when it was opened, found 1 of 3 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(At("a.samples"), Assert.Throws<FileNotFoundException>(() => SampleFile.Open(At("a.samples"))).Message, StringComparison.Ordinal);

    private static void Check(Sample[] expected, SampleFile file)
    {
        Sample[] found = [.. file.Read().Read()];
        Assert.Equal(expected.Length, file.Count);
        Assert.Equal(expected.Select(sample => sample.Label), found.Select(sample => sample.Label));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Pixels.Span, pair.Second.Pixels.Span));
    }
}
