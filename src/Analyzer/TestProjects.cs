using Microsoft.CodeAnalysis;

namespace Hale.Analyzer;

/// <summary>Projects that hold tests: what they build is never applied.</summary>
internal static class TestProjects
{
    private static readonly string[] Frameworks = ["xunit.", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit"];
    private static readonly string[] Ends = [".Tests", ".Test"];

    /// <summary>Whether a compilation is one: it says so, refers to a test framework, or has such a name.</summary>
    public static bool Has(Compilation compilation, BuildProperties properties) =>
        properties.IsTestProject
        || Array.Exists(Ends, end => compilation.AssemblyName?.EndsWith(end, StringComparison.OrdinalIgnoreCase) == true)
        || compilation.ReferencedAssemblyNames.Any(assembly => Array.Exists(Frameworks, framework => assembly.Name.StartsWith(framework, StringComparison.OrdinalIgnoreCase)));
}
