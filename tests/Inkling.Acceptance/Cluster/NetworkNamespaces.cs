using System.Diagnostics;

namespace Inkling.Acceptance.Cluster;

/// <summary>
/// Two hosts on this machine: network namespaces, joined by a pair of virtual Ethernet devices. What runs in one reaches the other by TCP alone.
/// Neither end of the wire lies in the namespace of the machine, so no other run, not even one that was killed, has a route that stands in the way.
/// </summary>
internal sealed class NetworkNamespaces : IDisposable
{
    private const string Network = "10.83.7", Mask = $"{Network}.0/24";

    private readonly string _first, _second, _folder;

    private NetworkNamespaces(string name, string folder) => (_first, _second, _folder) = ($"{name}a", $"{name}b", folder);

    /// <summary>
    /// Arguments of <c>ip</c> that start Open MPI's launcher on the first host: with both hosts, a script in the place of ssh that enters the namespace of the
    /// second, and nothing but TCP between them.
    /// </summary>
    public string[] Launcher =>
    [
        "netns", "exec", _first, MpiRun.OpenMpi,
        "--host", $"{Network}.1:1,{Network}.2:1", "--mca", "plm", "rsh", "--mca", "plm_rsh_agent", Path.Combine(_folder, "enter"), "--mca", "btl", "tcp,self",
        "--mca", "btl_tcp_if_include", Mask, "--mca", "oob_tcp_if_include", Mask,

        // Each host would bind its rank to its first processor, which is the same one.
        "--bind-to", "none",
    ];

    public static NetworkNamespaces? TryMake()
    {
        if (!OperatingSystem.IsLinux())
            return null;

        string folder = Directory.CreateTempSubdirectory("inkling-hosts-").FullName;
        var hosts = new NetworkNamespaces(Path.GetFileName(folder), folder);
        try
        {
            bool isMade = Ip($"netns add {hosts._first}") && Ip($"netns add {hosts._second}")
                && Ip($"-n {hosts._first} link add wire type veth peer name wire netns {hosts._second}")
                && IsUp(hosts._first, $"{Network}.1") && IsUp(hosts._second, $"{Network}.2");
            if (!isMade)
            {
                hosts.Dispose();
                return null;
            }

            string enter = Path.Combine(folder, "enter");
            File.WriteAllText(enter, $"#!/bin/sh\nshift\nexec ip netns exec {hosts._second} sh -c \"$*\"\n");
            File.SetUnixFileMode(enter, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            return hosts;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            hosts.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            Ip($"netns del {_first}");
            Ip($"netns del {_second}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsUp(string host, string address) =>
        Ip($"-n {host} addr add {address}/24 dev wire") && Ip($"-n {host} link set wire up") && Ip($"-n {host} link set lo up");

    private static bool Ip(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
