using System.CommandLine;
using Inkling.Bench.Peers;

return new RootCommand("Measures Inkling beside its peers, in one run.") { PeersCommand.Create() }.Parse(args).Invoke();
