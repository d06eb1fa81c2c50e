using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Inkling.Acceptance.Recognition;

namespace Inkling.Acceptance.Serving;

/// <summary>The tool as a server, in a process of its own.</summary>
public class ServeTests : TemporaryFolder
{
    private const string Beginning = "Inkling is at ";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_answers_what_the_tool_prints_until_it_is_asked_to_stop()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "SIGTERM is sent: that needs a POSIX system");
        string[] images = [.. Enumerable.Range(0, 5).Select(i => Drawing.Save(At($"{i}.png"), (canvas, pen) =>
        {
            canvas.DrawOval(60, 100, 20 + (4 * i), 60, pen);
            canvas.DrawLine(150, 30 + (5 * i), 150, 170, pen);
        }))];
        var (process, error) = Tool.StartUntil(Beginning, "serve", "--port", "0", "--runs", At("runs"));
        using var served = process;
        using var http = new HttpClient { BaseAddress = new(error.ToString().Trim()[Beginning.Length..].Split(' ')[0]) };
        string[] printed = Tool.Run(["recognize", "--json", .. images]).Expect(0).Output.TrimEnd().Split('\n');

        foreach (var (image, line) in images.Zip(printed))
        {
            using var form = new MultipartFormDataContent();
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(image, TestContext.Current.CancellationToken)), "file", image);
            using var answer = await http.PostAsync("/api/recognize", form, TestContext.Current.CancellationToken);
            Assert.Equal(line, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.WaitForExit(Soon), $"still running {Soon} after SIGTERM");
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--port 65536", "--port: expected a whole number from 0 to 65535, got '65536'")]
    [InlineData("--port many", "--port")]
    [InlineData("--host example.org", "--host: expected an IP address, as 127.0.0.1 or 0.0.0.0, got 'example.org'")]
    [InlineData("--queue -1", "--queue")]
    [InlineData("--rate-limit 0", "--rate-limit")]
    [InlineData("--loud", "--loud")]
    public void A_wrong_option_is_exit_code_2_and_says_what_is_wrong(string options, string words)
    {
        var result = Tool.Run(["serve", .. options.Split(' ')]).Expect(2);

        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_port_that_is_taken_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        var result = Tool.Run("serve", "--port", $"{port}", "--runs", At("runs")).Expect(1);

        string line = Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("inkling: ", line, StringComparison.Ordinal);
        Assert.Contains($"{port}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_verbs_load_nothing_of_the_web_server()
    {
        // The runtime writes down every assembly that it loads, in UTF-16.
        string trace = At("trace");
        Tool.Run(
            new Dictionary<string, string>
            {
                ["DOTNET_EnableEventPipe"] = "1",
                ["DOTNET_EventPipeOutputPath"] = trace,
                ["DOTNET_EventPipeConfig"] = "Microsoft-Windows-DotNETRuntime:8:5",
            },
            "info").Expect(0);

        byte[] bytes = File.ReadAllBytes(trace);
        string loaded = Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes.AsSpan(1));
        Assert.Contains("Inkling.Compute", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.AspNetCore", loaded, StringComparison.Ordinal);
    }
}
