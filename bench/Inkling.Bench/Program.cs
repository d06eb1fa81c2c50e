using System.CommandLine;
using Inkling.Bench.Baselines;
using Inkling.Bench.Kernels;
using Inkling.Bench.Load;
using Inkling.Bench.Peers;
using Inkling.Bench.Processes;
using Inkling.Bench.Programs;

return new RootCommand("Measures Inkling beside its peers, in one run.")
{
    PeersCommand.Create(), BaselinesCommand.Create(), KernelsCommand.Create(), ProgramsCommand.Create(), LoadCommand.Create(), SideCommand.Create(),
}.Parse(args).Invoke();
