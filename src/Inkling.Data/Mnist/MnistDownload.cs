namespace Inkling.Data;

/// <summary>One file from one mirror.</summary>
internal sealed class MnistDownload(MnistSource source, Uri address, MnistFile file)
{
    private const int BlockSize = 1 << 16;

    /// <summary>Gzip can make content that does not shrink slightly longer; more than this beyond it is not the file.</summary>
    private const long Slack = 1 << 20;

    /// <summary>Downloads, verifies, and only then gives the file its name. A failure adds to the list why, and leaves nothing behind.</summary>
    public async Task<bool> TryToAsync(string target, List<string> failures, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string temporary = $"{target}.tmp"; // the same for every process: whoever holds the lock overwrites what a killed one left
        try
        {
            await ReceiveAsync(temporary, progress, cancellation).ConfigureAwait(false);
            if (MnistCache.ProblemOf(IdxFile.Read(temporary, file.Rank, file.Length), file) is { } problem)
                throw new InvalidDataException(problem);

            File.Move(temporary, target, overwrite: true);
            return true;
        }
        catch (Exception e) when (IsFailureOfMirror(e, cancellation))
        {
            failures.Add($"{address}: {Describe(e).Replace(temporary, "the download", StringComparison.Ordinal)}");
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task ReceiveAsync(string path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        whole.CancelAfter(source.CompleteWithin);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(whole.Token);
        limit.CancelAfter(source.AnswerWithin);
        using var response = await source.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();

        await using var body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        var block = new byte[BlockSize];
        long received = 0;
        while (true)
        {
            limit.CancelAfter(source.StallWithin);
            int got = await ReadAsync(body, block, limit.Token).ConfigureAwait(false);
            if (got == 0)
                break;

            received += got;
            if (received > file.Length + Slack)
                throw new InvalidDataException($"expected at most {file.Length + Slack} bytes, got more");
            await stream.WriteAsync(block.AsMemory(0, got), cancellation).ConfigureAwait(false);
            progress?.Report(new(file.Name, address, received, response.Content.Headers.ContentLength));
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>Tells a connection that breaks, which is the mirror's failure, from a disk that is full, which is not.</summary>
    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> block, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(block, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HttpRequestException(e.Message, e);
        }
    }

    private static bool IsFailureOfMirror(Exception e, CancellationToken cancellation) => e switch
    {
        OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => e is HttpRequestException or InvalidDataException,
    };

    private string Describe(Exception e) => e is OperationCanceledException
        ? $"no answer within {source.AnswerWithin.TotalSeconds:0} s, silent for {source.StallWithin.TotalSeconds:0} s, or not done within {source.CompleteWithin.TotalSeconds:0} s"
        : e.Message;
}
