using System.Diagnostics;

namespace Inkling.Acceptance.Cluster;

/// <summary>Two hosts on this machine: network namespaces, joined by a pair of virtual Ethernet devices. What runs in one reaches the other by TCP alone.</summary>
internal sealed class NetworkNamespaces : IDisposable
{
    private const string Network = "10.83.7", Mask = $"{Network}.0/24";

    private readonly string _prefix;
    private readonly string _folder;

    private NetworkNamespaces(string prefix, string folder) => (_prefix, _folder) = (prefix, folder);

    /// <summary>For Open MPI's launcher: the hosts, a script in the place of ssh that enters the namespace of an address, and nothing but TCP between them.</summary>
    public string[] LauncherOptions =>
    [
        "--host", $"{Network}.1:1,{Network}.2:1", "--mca", "plm", "rsh", "--mca", "plm_rsh_agent", Path.Combine(_folder, "enter"), "--mca", "btl", "tcp,self",
        "--mca", "btl_tcp_if_include", Mask, "--mca", "oob_tcp_if_include", Mask,

        // Each host would bind its rank to its first processor, which is the same one.
        "--bind-to", "none",
    ];

    public static NetworkNamespaces? TryMake()
    {
        if (!OperatingSystem.IsLinux())
            return null;

        string prefix = $"ink{Environment.ProcessId % 100000}";
        var hosts = new NetworkNamespaces(prefix, Directory.CreateTempSubdirectory("inkling-hosts-").FullName);
        try
        {
            // The launcher itself stands on the first host's side of the wire, in the namespace of the machine.
            bool isMade = Ip($"netns add {prefix}b")
                && Ip($"link add {prefix}1 type veth peer name {prefix}2")
                && Ip($"link set {prefix}2 netns {prefix}b")
                && Ip($"addr add {Network}.1/24 dev {prefix}1") && Ip($"link set {prefix}1 up")
                && Ip($"-n {prefix}b addr add {Network}.2/24 dev {prefix}2") && Ip($"-n {prefix}b link set {prefix}2 up") && Ip($"-n {prefix}b link set lo up");
            if (!isMade)
            {
                hosts.Dispose();
                return null;
            }

            string enter = Path.Combine(hosts._folder, "enter");
            File.WriteAllText(enter, $"#!/bin/sh\nhost=$1\nshift\nif [ \"$host\" = {Network}.2 ]; then exec ip netns exec {prefix}b sh -c \"$*\"; else exec sh -c \"$*\"; fi\n");
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
            Ip($"link del {_prefix}1");
            Ip($"netns del {_prefix}b");
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static bool Ip(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
