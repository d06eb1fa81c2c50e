using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Inkling.Data.Tests;

/// <summary>A web server on this machine that answers every request as it is told, well or badly.</summary>
internal sealed class UnreliableServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private int _requests;

    /// <param name="answer">Given the file asked for, writes whatever is sent back; then the connection is closed.</param>
    public UnreliableServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = Serve(answer);
    }

    public Uri Address { get; }

    public int Requests => _requests;

    /// <summary>The whole file, as any good server sends it.</summary>
    public static Func<string, Stream, CancellationToken, Task> Good(IReadOnlyDictionary<string, byte[]> files) =>
        (name, stream, stop) => Send(stream, "200 OK", files[name], files[name].Length, stop);

    public static async Task Send(Stream stream, string status, byte[] body, int? announced, CancellationToken stop)
    {
        string length = announced is { } bytes ? $"Content-Length: {bytes}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{length}Connection: close\r\n\r\n"), stop);
        await stream.WriteAsync(body, stop);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Serve(Func<string, Stream, CancellationToken, Task> answer)
    {
        var stop = _stop.Token;
        while (!stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(stop);
            Interlocked.Increment(ref _requests);
            _ = Answer(client);
        }

        async Task Answer(TcpClient client)
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
                string file = (await reader.ReadLineAsync(stop))!.Split(' ')[1].TrimStart('/');
                while (await reader.ReadLineAsync(stop) is { Length: > 0 })
                {
                }

                await answer(file, client.GetStream(), stop);
            }
        }
    }
}
