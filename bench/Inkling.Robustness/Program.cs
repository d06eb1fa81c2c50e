using Inkling.Robustness;

return RobustnessCommand.Create().Parse(args).Invoke();
