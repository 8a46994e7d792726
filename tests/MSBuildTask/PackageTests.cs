using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Hale.Linting;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Yaml;

namespace Hale.MSBuildTask.Tests;

[Collection(Building.Name)]
public sealed class PackageTests(PackedTask package)
{
    // What every MSBuild brings; .NET Framework has netstandard and the System.* of netstandard1.x since 4.7.2.
    private static readonly string[] OfMSBuild = ["netstandard", "Microsoft.Build.Framework", "Microsoft.Build.Utilities.Core"];

    [Fact]
    public void The_task_finds_all_that_it_needs_beside_it()
    {
        var libraries = Directory.GetFiles(Path.Combine(package.Unpacked, "tasks", "netstandard2.0"));
        var names = libraries.Select(path => Path.GetFileNameWithoutExtension(path)).ToList();
        Assert.Contains("Hale.MSBuildTask", names);
        Assert.All(libraries, library => Assert.All(ReferencesOf(library), reference =>
            Assert.True(names.Contains(reference) || OfMSBuild.Contains(reference) || IsOfNetStandard1(library, reference), $"{Path.GetFileName(library)} needs {reference}")));
    }

    [Fact]
    public void Nothing_but_the_task_is_for_the_project()
    {
        Assert.Empty(Directory.GetDirectories(package.Unpacked).Select(Path.GetFileName).Except(["build", "buildMultiTargeting", "buildTransitive", "tasks", "_rels", "package"], StringComparer.Ordinal));
        var nuspec = File.ReadAllText(Path.Combine(package.Unpacked, "Hale.MSBuildTask.nuspec"));
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependenc", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void The_licences_of_the_libraries_of_others_go_with_them()
    {
        var notice = File.ReadAllText(Path.Combine(package.Unpacked, "NOTICE"));
        var others = Directory.GetFiles(Path.Combine(package.Unpacked, "tasks", "netstandard2.0")).Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => !name.StartsWith("Hale.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, name => Assert.Contains(name, notice, StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_may_run_beside_each_other()
    {
        var tasks = typeof(HaleTask).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HaleTask))).ToList();
        Assert.Equal(3, tasks.Count);
        Assert.All(tasks, task => Assert.Contains(task.CustomAttributes, attribute => attribute.AttributeType.FullName == "Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute"));
        Assert.Empty(new[] { typeof(Rule), typeof(YamlReader), typeof(LoadBalancerFiles), typeof(Linter), typeof(HaleTask) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(field => !field.IsDefined(typeof(ThreadStaticAttribute))) // Each thread has its own.
            .Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    private static bool IsOfNetStandard1(string library, string reference) =>
        Path.GetFileName(library) == "MAB.DotIgnore.dll" && reference.StartsWith("System.", StringComparison.Ordinal);

    private static List<string> ReferencesOf(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
