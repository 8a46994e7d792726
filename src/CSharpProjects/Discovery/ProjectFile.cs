using System.Xml.Linq;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>Reads the settings of a project file.</summary>
internal static class ProjectFile
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "NUnit", "MSTest", "TUnit"];

    /// <param name="path">The absolute path of the project file.</param>
    /// <param name="root">The folder above which no Directory.Build.props is looked for.</param>
    public static ProjectSettings Read(string path, string root)
    {
        var folder = Path.GetDirectoryName(path)!;
        var files = new MsBuildFiles([.. Folders.Upward(folder, root).Reverse().Select(above => Path.Combine(above, "Directory.Build.props")).Where(File.Exists), path]);
        var isReadable = files.Sdk.Length > 0 || files.Values("Compile", "Include").Count > 0;
        if (!isReadable)
            return new ProjectSettings { Path = path, IsTest = TestNames.Match(path, root) };
        var framework = FrameworkOf(files);
        return new ProjectSettings
        {
            Path = path,
            TargetFramework = framework,
            LanguageVersion = files.Property("LangVersion") is { Length: > 0 } version ? version : null,
            IsNullable = files.Is("Nullable", "enable", "annotations"),
            Symbols = [.. new[] { "RELEASE", "TRACE" }.Concat(FrameworkSymbols.Of(framework)).Concat(files.List(files.Property("DefineConstants"))).Distinct(StringComparer.Ordinal)],
            Usings = UsingsOf(files),
            TakesAllFiles = files.Sdk.Length > 0 && !files.Is("EnableDefaultCompileItems", "false") && !files.Is("EnableDefaultItems", "false"),
            Includes = files.Values("Compile", "Include"),
            Removes = files.Values("Compile", "Remove"),
            ProjectReferences = [.. files.Values("ProjectReference", "Include").Select(reference => Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', Path.DirectorySeparatorChar))))],
            IsWeb = files.Sdk is "Microsoft.NET.Sdk.Web" || files.Values("FrameworkReference", "Include").Contains("Microsoft.AspNetCore.App"),
            IsTest = IsTest(files) || TestNames.Match(path, root),
        };
    }

    private static string FrameworkOf(MsBuildFiles files) => files.Property("TargetFramework") is { Length: > 0 } framework
        ? framework
        : FrameworkSymbols.Newest(files.List(files.Property("TargetFrameworks")));

    private static bool IsTest(MsBuildFiles files) =>
        files.Is("IsTestProject", "true")
        || files.Values("PackageReference", "Include").Any(package => Array.Exists(TestPackages, test => package.StartsWith(test, StringComparison.OrdinalIgnoreCase)));

    private static IReadOnlyList<string> UsingsOf(MsBuildFiles files)
    {
        var removed = files.Values("Using", "Remove");
        var isImplicit = files.Is("ImplicitUsings", "enable", "true");
        return [.. (isImplicit ? ImplicitUsings.Of(files.Sdk) : []).Where(name => !removed.Contains(name)), .. files.Items("Using").SelectMany(item => files.List(item.Attribute("Include")?.Value).Select(name => UsingOf(item, name)))];
    }

    private static string UsingOf(XElement item, string name) =>
        item.Attribute("Alias") is { } alias ? $"{alias.Value} = {name}"
        : string.Equals(item.Attribute("Static")?.Value, "true", StringComparison.OrdinalIgnoreCase) ? $"static {name}"
        : name;
}
