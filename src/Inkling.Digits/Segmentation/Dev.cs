namespace Inkling.Digits.Segmentation;
internal static class Dev { 
 public static double D(string n, double d) => Environment.GetEnvironmentVariable(n) is { } v ? double.Parse(v) : d;
 public static double[] S(string n, string d) => [.. (Environment.GetEnvironmentVariable(n) ?? d).Split(',').Select(double.Parse)];
}
