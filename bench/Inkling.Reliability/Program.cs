using Inkling.Reliability;

return ReliabilityCommand.Create().Parse(args).Invoke();
