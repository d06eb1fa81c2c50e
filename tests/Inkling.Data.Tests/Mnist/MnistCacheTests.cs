using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Inkling.TestKit;

namespace Inkling.Data.Tests;

public class MnistCacheTests : TemporaryFolder
{
    private static readonly byte[][] Contents = [Images(60), Labels(60), Images(10), Labels(10)];

    /// <summary>MNIST in miniature: four small files, under the real names.</summary>
    private static readonly MnistFile[] Files =
    [
        .. MnistFile.All.Zip(Contents, (file, content) => file with { Length = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) }),
    ];

    private static readonly Dictionary<string, byte[]> Packed =
        Files.Zip(Contents).ToDictionary(entry => entry.First.Name + ".gz", entry => Gzip(entry.Second));

    public static TheoryData<string> Misbehaviours => [.. BadAnswers.Keys];

    private static Dictionary<string, Func<string, Stream, CancellationToken, Task>> BadAnswers { get; } = new()
    {
        ["404"] = (_, stream, stop) => UnreliableServer.Send(stream, "404 Not Found", [], 0, stop),
        ["500"] = (_, stream, stop) => UnreliableServer.Send(stream, "500 Internal Server Error", [], 0, stop),
        ["cut short"] = (name, stream, stop) => UnreliableServer.Send(stream, "200 OK", Packed[name][..^9], Packed[name].Length, stop),
        ["short but complete"] = (name, stream, stop) => UnreliableServer.Send(stream, "200 OK", Packed[name][..20], 20, stop),
        ["wrong bytes of the right length"] = (name, stream, stop) => UnreliableServer.Send(stream, "200 OK", new byte[Packed[name].Length], Packed[name].Length, stop),
        ["other content"] = (_, stream, stop) => UnreliableServer.Send(stream, "200 OK", Gzip(Images(61)), Gzip(Images(61)).Length, stop),
        ["a web page"] = (_, stream, stop) => UnreliableServer.Send(stream, "200 OK", "<html>"u8.ToArray(), 6, stop),
        ["silence"] = (_, _, stop) => System.Threading.Tasks.Task.Delay(Timeout.Infinite, stop),
        ["stall"] = async (name, stream, stop) =>
        {
            await UnreliableServer.Send(stream, "200 OK", Packed[name][..20], Packed[name].Length, stop);
            await System.Threading.Tasks.Task.Delay(Timeout.Infinite, stop);
        },
        ["endless"] = async (_, stream, stop) =>
        {
            await UnreliableServer.Send(stream, "200 OK", [], int.MaxValue, stop);
            while (true)
                await stream.WriteAsync(new byte[1 << 16], stop);
        },
        ["a byte now and then"] = async (name, stream, stop) =>
        {
            await UnreliableServer.Send(stream, "200 OK", [], int.MaxValue, stop);
            for (int i = 0; ; i++)
            {
                await stream.WriteAsync(Packed[name].AsMemory(i % Packed[name].Length, 1), stop);
                await System.Threading.Tasks.Task.Delay(50, stop);
            }
        },
        ["429"] = (_, stream, stop) => UnreliableServer.Send(stream, "429 Too Many Requests\r\nRetry-After: 3600", [], 0, stop),
        ["hang up"] = (_, _, _) => System.Threading.Tasks.Task.CompletedTask,
        ["reset half-way"] = async (name, stream, stop) =>
        {
            await UnreliableServer.Send(stream, "200 OK", Packed[name][..20], Packed[name].Length, stop);
            await System.Threading.Tasks.Task.Delay(200, stop); // else the reset overtakes the header
            ((NetworkStream)stream).Socket.Close(timeout: 0);
        },
        ["redirects to itself"] = (name, stream, stop) => UnreliableServer.Send(stream, $"302 Found\r\nLocation: /{name}", [], 0, stop),
    };

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public void A_mirror_that_misbehaves_is_followed_by_the_next_and_leaves_nothing_behind(string misbehaviour)
    {
        using var bad = new UnreliableServer(BadAnswers[misbehaviour]);
        using var good = new UnreliableServer(UnreliableServer.Good(Packed));

        var dataset = new MnistCache(Folder, Source(bad.Address, good.Address), Files).Load();

        Assert.Equal(60, dataset.Train.Count);
        Assert.True(bad.Requests >= Files.Length, $"{bad.Requests} requests reached the bad mirror");
        Assert.Equal(Packed.Keys.Order(StringComparer.Ordinal), FilesIn(Folder));
        Assert.All(Packed, entry => Assert.Equal(entry.Value, File.ReadAllBytes(At(entry.Key))));
    }

    [Theory]
    [MemberData(nameof(Misbehaviours))]
    public void With_bad_mirrors_only_nothing_is_stored_and_the_message_says_what_to_put_where(string misbehaviour)
    {
        using var bad = new UnreliableServer(BadAnswers[misbehaviour]);
        long start = Stopwatch.GetTimestamp();

        var error = Assert.Throws<DatasetNotAvailableException>(() => new MnistCache(Folder, Source(bad.Address, bad.Address), Files).Load());

        Assert.Empty(FilesIn(Folder));
        Assert.Contains(bad.Address.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains($"Put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into {Folder}", error.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    [Fact]
    public void A_mirror_that_does_not_say_how_long_a_file_is_will_do()
    {
        using var server = new UnreliableServer((name, stream, stop) => UnreliableServer.Send(stream, "200 OK", Packed[name], announced: null, stop));

        Assert.Equal(60, new MnistCache(Folder, Source(server.Address), Files).Load().Train.Count);
    }

    [Theory]
    [InlineData("train-labels-idx1-ubyte")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    public void A_damaged_file_is_repaired_and_the_good_ones_are_not_asked_for_again(string damaged)
    {
        foreach (var (name, content) in Packed)
            Write(name, content);
        File.Delete(At("train-labels-idx1-ubyte.gz"));
        Write(damaged, Labels(59));
        using var good = new UnreliableServer(UnreliableServer.Good(Packed));

        new MnistCache(Folder, Source(good.Address), Files).Load();

        Assert.Equal(1, good.Requests);
        Assert.All(new MnistCache(Folder, null, Files).Verify(), file => Assert.True(file.IsGood, file.Problem));
    }

    [Fact]
    public void Files_with_a_dot_where_the_original_has_a_dash_are_found()
    {
        foreach (var (file, content) in Files.Zip(Contents))
            Write(file.Name.Replace("-idx", ".idx", StringComparison.Ordinal), content);

        Assert.Equal(60, new MnistCache(Folder, source: null, Files).Load().Train.Count);
    }

    [Fact]
    public void A_good_packed_file_stands_in_for_a_damaged_unpacked_one()
    {
        foreach (var (name, content) in Packed)
            Write(name, content);
        Write("train-labels-idx1-ubyte", Labels(59));
        var cache = new MnistCache(Folder, source: null, Files);

        Assert.Equal(60, cache.Load().Train.Count);
        Assert.All(cache.Verify(), file => Assert.True(file.IsGood, file.Problem));
    }

    [Fact]
    public void What_a_download_that_was_killed_left_behind_is_cleared_by_the_next()
    {
        Write("train-images-idx3-ubyte.gz.tmp", [1, 2, 3]);
        using var good = new UnreliableServer(UnreliableServer.Good(Packed));

        new MnistCache(Folder, Source(good.Address), Files).Load();

        Assert.Equal(Packed.Keys.Order(StringComparer.Ordinal), FilesIn(Folder));
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_cancelled()
    {
        using var held = new FileStream(At(".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var good = new UnreliableServer(UnreliableServer.Good(Packed));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new MnistCache(Folder, Source(good.Address), Files).LoadAsync(cancellation: stop.Token));

        Assert.Equal(0, good.Requests);
    }

    [Fact]
    public void Being_offline_is_decided_in_less_than_ten_seconds()
    {
        using var client = new HttpClient();
        var source = MnistSource.Public(client);
        Assert.InRange(source.Mirrors.Count * source.AnswerWithin.TotalSeconds, 1, 9);
    }

    [Fact]
    public void Several_that_download_at_once_end_with_one_good_cache()
    {
        using var good = new UnreliableServer(UnreliableServer.Good(Packed));

        Parallel.For(0, 6, _ => Assert.Equal(60, new MnistCache(Folder, Source(good.Address), Files).Load().Train.Count));

        Assert.Equal(4, good.Requests);
        Assert.Equal(Packed.Keys.Order(StringComparer.Ordinal), FilesIn(Folder));
    }

    [Fact]
    public void A_complete_folder_is_only_read()
    {
        foreach (var (file, content) in Files.Zip(Contents))
            Write(file.Name, content);
        using var unused = new UnreliableServer(BadAnswers["500"]);

        var dataset = new MnistCache(Folder, Source(unused.Address), Files).Load();

        Assert.Equal("mnist", dataset.Name);
        Assert.Equal(0, unused.Requests);
        Assert.Equal(Files.Select(file => file.Name).Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Verify_names_what_is_missing_and_what_is_damaged()
    {
        Write("train-images-idx3-ubyte.gz", Packed["train-images-idx3-ubyte.gz"]);
        Write("train-labels-idx1-ubyte.gz", Packed["train-labels-idx1-ubyte.gz"][..20]);

        var files = new MnistCache(Folder, null, Files).Verify();

        Assert.Equal([true, false, false, false], files.Select(file => file.IsGood));
        Assert.Contains("no such file", files[2].Problem, StringComparison.Ordinal);
        Assert.Equal([Packed["train-images-idx3-ubyte.gz"].Length, 20, null, null], files.Select(file => file.Size));
    }

    [Fact]
    public void The_real_files_are_read_and_verified()
    {
        Assert.SkipWhen(TestFolders.Mnist is null, TestFolders.MnistIsAbsent);

        var dataset = new MnistCache(TestFolders.Mnist, null).Load();

        Assert.Equal((60_000, 10_000), (dataset.Train.Count, dataset.Test.Count));
        Assert.Equal([5, 0, 4, 1, 9], dataset.Train.FirstN(5).Read().Select(sample => sample.Label));
        Assert.Equal([7, 2, 1, 0, 4], dataset.Test.FirstN(5).Read().Select(sample => sample.Label));
    }

    private static MnistSource Source(params Uri[] mirrors) =>
        new(mirrors, new HttpClient(), AnswerWithin: TimeSpan.FromSeconds(1), StallWithin: TimeSpan.FromSeconds(1), CompleteWithin: TimeSpan.FromSeconds(2));

    private static IEnumerable<string?> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Where(name => name != ".lock").Order(StringComparer.Ordinal);
}
