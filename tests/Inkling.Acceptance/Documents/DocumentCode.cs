using System.Diagnostics;
using Inkling.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Inkling.Acceptance.Documents;

/// <summary>C# of the documents, compiled as a program of one file would be, against the libraries beside this suite.</summary>
internal static class DocumentCode
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string ImplicitUsingsOfWeb = """
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http; global using Microsoft.Extensions.DependencyInjection;
        """;

    private static readonly Lazy<MetadataReference[]> _libraries = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Fails with the compiler's words unless the code compiles.</summary>
    /// <param name="code">A program of top-level statements.</param>
    /// <param name="isWeb">Whether it is a program of ASP.NET.</param>
    public static void RequireCompiles(string code, bool isWeb = false) => Emit(code, isWeb, Stream.Null);

    /// <summary>Compiles a program and runs it in a folder.</summary>
    public static (int ExitCode, string Output) Run(string folder, string code)
    {
        // A program finds the libraries that lie in its own folder.
        string beside = AppContext.BaseDirectory, program = Path.Combine(beside, $"document-{Guid.NewGuid():N}.dll");
        try
        {
            using (var file = File.Create(program))
                Emit(code, isWeb: false, file);
            string suite = Path.Combine(beside, typeof(DocumentCode).Assembly.GetName().Name!);
            return Sdk.Run(folder, "exec", "--depsfile", $"{suite}.deps.json", "--runtimeconfig", $"{suite}.runtimeconfig.json", program);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static void Emit(string code, bool isWeb, Stream program)
    {
        string[] sources = isWeb ? [ImplicitUsings, ImplicitUsingsOfWeb, code] : [ImplicitUsings, code];
        var compilation = CSharpCompilation.Create(
            $"Document{Guid.NewGuid():N}", sources.Select(source => CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)), _libraries.Value,
            new(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

        var result = compilation.Emit(program, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(line => line.Severity == DiagnosticSeverity.Error)) + "\n" + code);
    }
}
