using System.CommandLine;
using Inkling.Bench.Baselines;
using Inkling.Bench.Cluster;
using Inkling.Bench.Kernels;
using Inkling.Bench.Load;
using Inkling.Bench.Peers;
using Inkling.Bench.Processes;
using Inkling.Bench.Programs;

var command = new RootCommand("Measures Inkling beside its peers, in one run.")
{
    PeersCommand.Create(), BaselinesCommand.Create(), KernelsCommand.Create(), ProgramsCommand.Create(), LoadCommand.Create(), ClusterCommand.Create(), SideCommand.Create(),
};

try
{
    return command.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
