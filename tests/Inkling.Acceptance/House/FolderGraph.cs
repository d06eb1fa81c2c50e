using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Inkling.Acceptance.House;

/// <summary>Which folders of a project use which, by what the compiler says of every name in it.</summary>
internal sealed class FolderGraph
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private readonly Dictionary<string, Dictionary<string, string>> _uses = []; // of each folder, what it uses, each with one example

    /// <param name="assembly">The name of the project.</param>
    /// <param name="files">Each file's folder, and its text.</param>
    public FolderGraph(string assembly, IEnumerable<(string Folder, string Name, string Text)> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var folderOf = new Dictionary<SyntaxTree, string>();
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(ImplicitUsings, options) };
        foreach (var (folder, name, text) in files)
        {
            var tree = CSharpSyntaxTree.ParseText(text, options, name);
            folderOf[tree] = folder;
            trees.Add(tree);
        }

        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != assembly).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            assembly, trees, references, new(OutputKind.ConsoleApplication, allowUnsafe: true, metadataImportOptions: MetadataImportOptions.All));

        foreach (var (tree, folder) in folderOf)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var declared in Declared(model.GetSymbolInfo(name).Symbol))
                {
                    if (folderOf.TryGetValue(declared, out string? used) && used != folder)
                        (_uses.TryGetValue(folder, out var uses) ? uses : _uses[folder] = []).TryAdd(used, $"{Path.GetFileName(tree.FilePath)} uses {name}");
                }
            }
        }
    }

    /// <summary>How many pairs of folders there are of which one uses the other.</summary>
    public int Count => _uses.Values.Sum(uses => uses.Count);

    /// <summary>Every use that is part of a cycle, in words.</summary>
    public IEnumerable<string> Cycles() =>
        from folder in _uses.Keys
        from use in _uses[folder]
        where Reaches(use.Key, folder)
        select $"{folder} → {use.Key} ({use.Value})";

    // Where a member is written, since a class may lie in several folders.
    private static IEnumerable<SyntaxTree> Declared(ISymbol? symbol)
    {
        var declared = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        declared = declared is INamedTypeSymbol or null || declared.DeclaringSyntaxReferences.Length > 0 ? declared : declared.ContainingType;
        return declared is null or INamespaceSymbol ? [] : declared.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree);
    }

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Stack<string>([from]);
        while (open.TryPop(out string? folder))
        {
            if (folder == to)
                return true;
            foreach (string used in _uses.GetValueOrDefault(folder, []).Keys)
            {
                if (seen.Add(used))
                    open.Push(used);
            }
        }

        return false;
    }
}
