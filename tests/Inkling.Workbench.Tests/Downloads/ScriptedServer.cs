using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Inkling.Workbench.Tests.Downloads;

/// <summary>
/// A server on the loopback that answers each request by the next line of its script, and then by the last one again and again. A line is a
/// status with headers, as in <c>503 Retry-After: 1</c>, or <see cref="Reset"/>.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>The connection is cut before an answer.</summary>
    public const string Reset = "reset";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string[] _script;
    private readonly Task _serving;
    private int _requestCount;

    public ScriptedServer(params string[] script)
    {
        _script = script;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file");

    public int RequestCount => Volatile.Read(ref _requestCount);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                await AnswerAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var request = new byte[8192];
        int length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            int received = await socket.ReceiveAsync(request.AsMemory(length), _stop.Token);
            if (received == 0)
                return;
            length += received;
        }

        string line = _script[Math.Min(_requestCount, _script.Length - 1)];
        Interlocked.Increment(ref _requestCount);
        if (line == Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            return;
        }

        string[] parts = line.Split(' ', 2);
        string header = parts.Length > 1 ? $"{parts[1]}\r\n" : "";
        string answer = $"HTTP/1.1 {parts[0]} Said\r\n{header}Content-Length: 2\r\nConnection: close\r\n\r\nok";
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
        socket.Shutdown(SocketShutdown.Send);
    }
}
