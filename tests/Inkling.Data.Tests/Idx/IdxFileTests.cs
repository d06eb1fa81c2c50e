namespace Inkling.Data.Tests;

public class IdxFileTests : TemporaryFolder
{
    [Theory]
    [InlineData("images", false)]
    [InlineData("images.gz", true)]
    [InlineData("packed-without-saying-so", true)]
    [InlineData("plain.gz", false)]
    public void Images_are_read_packed_or_not_whatever_the_name(string name, bool packed)
    {
        byte[] content = Images(5);

        var file = IdxFile.Read(Write(name, packed ? Gzip(content) : content), rank: 3);

        Assert.Equal([5, 3, 2], file.Extents);
        Assert.Equal(content[16..], file.Values.ToArray());
    }

    [Fact]
    public void A_stream_is_read_to_its_end_and_stays_open()
    {
        using var stream = new MemoryStream(Images(5));

        var file = IdxFile.Read(stream, "images of an archive", rank: 3);

        Assert.Equal(("images of an archive", stream.Length), (file.Path, stream.Position));
        Assert.Equal(Images(5)[16..], file.Values.ToArray());
        using var cut = new MemoryStream(Images(5)[..40]);
        Assert.StartsWith("cut: byte offset 40", Assert.Throws<InvalidDataException>(() => IdxFile.Read(cut, "cut", rank: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_views_of_the_images_with_their_labels()
    {
        byte[] images = Images(12);

        var (height, width, samples) = IdxFile.ReadSamples(Write("images", images), Write("labels", Labels(12)), classes: 10);

        Assert.Equal((3, 2), (height, width));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], samples.Select(sample => sample.Label));
        Assert.Equal(images[(16 + 6)..(16 + 12)], samples[1].Pixels.ToArray());
    }

    [Fact]
    public void Whatever_is_wrong_is_named_with_place_expected_and_found()
    {
        Refuses([], "the file is empty");
        Refuses(Images(5)[..^1], "byte offset 45: expected 30 values, found the end of the file after 29");
        Refuses([.. Images(5), 0], "byte offset 46: expected the end of the file after 30 values, found more bytes");
        Refuses(Images(5)[..9], "byte offset 9: expected 16 bytes of header, found the end of the file");
        Refuses([0, 0, 9, 3, .. Images(5)[4..]], "byte offset 0: expected the IDX magic number 00000803 (bytes, 3 dimensions), found 00000903");
        Refuses(Labels(5), "expected the IDX magic number 00000803");
        Refuses([.. Header(0x803, -1, 3, 2)], "byte offset 4");
        Refuses(Gzip(Images(500))[..200], "");
        Assert.Contains("no such file", Assert.Throws<FileNotFoundException>(() => IdxFile.Read(At("none"), 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_named()
    {
        byte[] labels = Labels(100);
        labels[8 + 57] = 11;
        string images = Write("images", Images(100));

        var outOfRange = Assert.Throws<InvalidDataException>(() => IdxFile.ReadSamples(images, Write("labels.gz", labels), classes: 10));
        var tooFew = Assert.Throws<InvalidDataException>(() => IdxFile.ReadSamples(images, Write("labels.gz", Labels(99)), classes: 10));

        Assert.EndsWith("labels.gz: label 11 at index 57, expected 0..9", outOfRange.Message, StringComparison.Ordinal);
        Assert.Contains("expected 100 labels", tooFew.Message, StringComparison.Ordinal);
        Assert.EndsWith("found 99", tooFew.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000_000, 32, 32)]
    [InlineData(2_000_000, 32, 32)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void A_header_that_promises_gigabytes_costs_no_memory(int count, int height, int width)
    {
        string path = Write("huge", Gzip([.. Header(0x803, count, height, width), 1, 2, 3]));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, rank: 3));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Packed_content_that_unpacks_to_more_than_is_awaited_costs_no_memory()
    {
        string path = Write("bomb", Gzip([.. Header(0x801, 64 << 20), .. new byte[64 << 20]]));
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, rank: 1, length: 60_008));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Contains("byte offset 4: expected extents of a file of 60008 bytes, found those of 67108872", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbled_files_are_invalid_data_and_nothing_else()
    {
        var random = new Random(1);
        byte[][] seeds = [Images(20), Gzip(Images(20)), Labels(50), Gzip(Labels(50))];
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. seeds[i % seeds.Length]];
            for (int change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 3 == 0)
                bytes = bytes[..random.Next(bytes.Length)];

            var error = Record.Exception(() => IdxFile.Parse("garbled", IdxFile.Unpack(new MemoryStream(bytes)), rank: i % 4 < 2 ? 3 : 1));

            Assert.True(error is null or InvalidDataException, $"case {i}: {error}");
        }
    }

    [Fact]
    public void Images_of_other_numbers_become_bytes_and_colours_gray()
    {
        string labels = Write("labels", Labels(2));
        byte[] floats = [.. Header(0xD03, 2, 1, 2), .. Header([.. ((float[])[0f, 0.5f, 1f, 0.25f]).Select(BitConverter.SingleToInt32Bits)])];
        byte[] shorts = [.. Header(0xB03, 2, 1, 2), 0, 0, 0x7F, 0xFF, 0, 255, 0x01, 0x00];
        byte[] colours = [.. Header(0x804, 2, 1, 1, 3), 255, 0, 0, 10, 10, 10];
        byte[] planes = [.. Header(0x804, 2, 3, 1, 2), 255, 0, 0, 255, 0, 0, 9, 10, 9, 10, 9, 10];

        Assert.Equal([0, 128, 255, 64], Pixels(floats));
        Assert.Equal([0, 127, 1, 1], Pixels(shorts));
        Assert.Equal([76, 10], Pixels(colours));
        Assert.Equal([76, 150, 9, 10], Pixels(planes));

        int[] Pixels(byte[] content) => [.. IdxFile.ReadSamples(Write("images", content), labels).Samples.SelectMany(sample => sample.Pixels.ToArray()).Select(pixel => (int)pixel)];
    }

    [Fact]
    public void What_is_no_array_of_images_is_named_in_words()
    {
        string labels = Write("labels", Labels(2));

        Assert.EndsWith("expected images, [count, rows, columns] or with 1 or 3 colours, found [2]", Refusal(Labels(2)), StringComparison.Ordinal);
        Assert.Contains("found NaN at index 1", Refusal([.. Header(0xD03, 2, 1, 1, 0, BitConverter.SingleToInt32Bits(float.NaN))]), StringComparison.Ordinal);
        Assert.Contains("expected an IDX magic number (0000, a type from 08 to 0E, 1 to 4 dimensions), found 00000A03", Refusal(Header(0xA03, 2, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("found 00000805", Refusal(Header(0x805, 2, 1, 1)), StringComparison.Ordinal);

        string Refusal(byte[] content) => Assert.Throws<InvalidDataException>(() => IdxFile.ReadSamples(Write("images", content), labels)).Message;
    }

    private void Refuses(byte[] content, string words)
    {
        string path = Write("bad", content);

        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, rank: 3));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
