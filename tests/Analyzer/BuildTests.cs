using System.Text.Json;
using Hale.Testing;

namespace Hale.Analyzer.Tests;

/// <summary>Real builds with the package.</summary>
[Collection(Building.Name)]
public sealed class BuildTests(PackedAnalyzer feed)
{
    private const string Message = "HA1201: 'MARIADB_ROOT_PASSWORD' of container 'dump' stands in Job 'mariadb-dump' as plain text (https://github.com/hale-lint/hale/blob/main/rules.md#ha1201)";

    [Fact]
    public void A_finding_is_a_warning_at_the_expression_and_what_the_user_says_of_it_holds()
    {
        var folder = NewLibrary("app", "<TargetFramework>net10.0</TargetFramework>");
        var place = $"{folder.PathOf("app/Dump.cs")}{PackedAnalyzer.Place}";
        BuildResult Build(params string[] arguments) => folder.Build(["app", "--no-incremental", .. arguments]);

        var first = Build();
        Assert.True(first.Succeeded, first.Output);
        Assert.Equal([$"{place}: warning {Message}"], first.Findings);
        Assert.DoesNotContain("CS80", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", first.Output, StringComparison.Ordinal);

        Assert.Empty(Build("--no-restore", "-p:RunAnalyzersDuringBuild=false").Findings);
        Assert.Empty(Build("--no-restore", "-p:NoWarn=HA1201").Findings);
        Assert.Empty(Build("--no-restore", "-p:HaleEnabled=false").Findings);
        Assert.Equal([$"{place}: error {Message}"], Build("--no-restore", "-p:TreatWarningsAsErrors=true").Findings);
        Assert.Equal([$"{place}: error {Message}"], Build("--no-restore", "-p:HaleFailOn=error").Findings);
        Assert.Contains(Build("--no-restore", "-p:HalePreset=all", "-p:WarningsAsErrors=HA1101").Findings, finding => finding.Contains(": error HA1101: ", StringComparison.Ordinal));

        folder.With(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.HA1201.severity = error\n");
        var failing = Build("--no-restore");
        Assert.False(failing.Succeeded);
        Assert.Equal([$"{place}: error {Message}"], failing.Findings);
        folder.With(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.HA1201.severity = none\n");
        Assert.Empty(Build("--no-restore").Findings);
    }

    [ClientPackageFact]
    public void Code_is_bound_to_the_package_that_the_project_has()
    {
        var folder = feed.NewBuild(PackedAnalyzer.Analyzer);
        var client = Path.Combine(RestoredPackage.KubernetesClient.Folder, "packages/kubernetesclient/21.0.8/lib/net10.0/KubernetesClient.dll");
        folder.WithProject("app.csproj", content: $"""<ItemGroup><Reference Include="KubernetesClient"><HintPath>{client}</HintPath></Reference></ItemGroup>""").With("Dump.cs", PackedAnalyzer.Code(Builders.Dump));
        var build = folder.Build();
        Assert.True(build.Succeeded, build.Output);
        Assert.Equal([$"{folder.PathOf("Dump.cs")}{PackedAnalyzer.Place}: warning {Message}"], build.Findings);
    }

    [Fact]
    public void A_solution_with_both_packages_and_several_frameworks_shows_each_finding_once()
    {
        const string Frameworks = "<TargetFrameworks>net10.0;net10.0-browser</TargetFrameworks>"; // The SDK brings both.
        const string Manifest = """
            apiVersion: v1
            kind: Pod
            metadata: { name: mariadb }
            spec: { containers: [{ name: mariadb, image: "mariadb:11.8.3", env: [{ name: MARIADB_ROOT_PASSWORD, value: kq81f2zz }] }] }
            """;
        var folder = NewLibrary("app", Frameworks, PackedAnalyzer.Analyzer, PackedAnalyzer.Task)
            .With("app/deploy/mariadb.yaml", Manifest)
            .With("all.slnx", """<Solution><Project Path="app/app.csproj" /><Project Path="web/web.csproj" /></Solution>""");
        folder.WithProject("web/web.csproj", Frameworks, $"""{PackedAnalyzer.ClientOf(folder)}<ItemGroup><ProjectReference Include="../app/app.csproj" /></ItemGroup>""").With("web/Dump.cs", PackedAnalyzer.Code(Builders.Dump));

        var build = folder.Build("all.slnx", "-m");
        Assert.True(build.Succeeded, build.Output);
        Assert.Equal(
            [
                $"{folder.PathOf("app/Dump.cs")}{PackedAnalyzer.Place}: warning {Message}",
                $"{folder.PathOf("app/deploy/mariadb.yaml")}(4,108,4,116): warning HA1201: 'MARIADB_ROOT_PASSWORD' of container 'mariadb' stands in Pod 'mariadb' as plain text",
                $"{folder.PathOf("web/Dump.cs")}{PackedAnalyzer.Place}: warning {Message}",
            ],
            build.Of("HA1201").Order(StringComparer.Ordinal));
        Assert.Empty(folder.Build("web", "--no-restore", "--no-incremental", "--no-dependencies", "-f", "net10.0-browser").Findings);
        Assert.Single(folder.Build("web", "--no-restore", "--no-incremental", "--no-dependencies", "-f", "net10.0-browser", "-p:HaleTargetFramework=net10.0-browser").Findings);
        Assert.Single(folder.Build("web", "--no-restore", "--no-incremental", "--no-dependencies", "-f", "net10.0", "-p:HaleTargetFramework=net9.0").Findings);
    }

    [Fact]
    public void The_compiler_gets_the_libraries_with_native_code_where_there_are_any()
    {
        var folder = NewLibrary("app", "<TargetFramework>net10.0</TargetFramework>");
        var build = folder.Dotnet("msbuild", "app/app.csproj", "-restore", "-t:ResolvePackageAssets;ResolveLockFileAnalyzers", "-getItem:Analyzer");
        Assert.True(build.Succeeded, build.Output);
        var paths = JsonDocument.Parse(build.Output).RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!).ToList();
        var place = PackedAnalyzer.HasNativeCode ? "tools/linux-x64" : "analyzers/dotnet/cs";
        Assert.Equal(
            [$"{place}/Hale.Analyzer.dll", $"{place}/Hale.CSharp.dll", $"{place}/Hale.Rules.dll"],
            paths.Where(path => Path.GetFileName(path).StartsWith("Hale.", StringComparison.Ordinal)).Select(path => path[^$"{place}/{Path.GetFileName(path)}".Length..].Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_only_the_newest_compiler_knows_is_followed()
    {
        const string Steps = """
            static class Steps
            {
                static readonly List<V1EnvVar> Shared = new();
                extension(V1Container container)
                {
                    public V1Container Called(string name) { container.Name = name; return container; }
                    public string Password
                    {
                        set
                        {
                            var all = new Environment();
                            all += new V1EnvVar { Name = "MARIADB_ROOT_PASSWORD", Value = value };
                            container.Env = all.Variables;
                        }
                    }
                }
                extension(List<V1EnvVar> all)
                {
                    public void Put(V1EnvVar one) => all.Add(one);
                }
                static void Fill() => Shared.Put(new V1EnvVar { Name = "TZ", Value = "UTC" });
                public static V1Pod Pod(string name)
                {
                    var container = new V1Container { Image = "mariadb:11.8.3", Env = Shared };
                    container.Called(name)?.Password = "kq81f2zz";
                    return new V1Pod { Metadata = new() { Name = name }, Spec = new() { RestartPolicy = "Never", Containers = new List<V1Container> { container } } };
                }
                public static V1Pod Safe()
                {
                    var pod = Pod("safe");
                    Steps.Called(pod.Spec.Containers[0], "other");
                    pod.Spec.Containers[0].Env = Shared;
                    return pod;
                }
                public static V1Pod Unsafe() => Pod("dump");
            }
            class Environment
            {
                public List<V1EnvVar> Variables { get => field ??= new(); }
                public void operator +=(V1EnvVar one) => Variables.Add(one);
            }
            """;
        var folder = NewLibrary("app", "<TargetFramework>net10.0</TargetFramework>").With("app/Dump.cs", PackedAnalyzer.Code(Steps));
        var build = folder.Build("app");
        Assert.True(build.Succeeded, build.Output);
        Assert.Equal(
            ["HA1201: 'MARIADB_ROOT_PASSWORD' of container 'dump' stands in Pod 'dump' as plain text"],
            build.Of("HA1201").Select(finding => finding[finding.IndexOf("HA1201", StringComparison.Ordinal)..finding.IndexOf(" (", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("HaleFailOn=loud", "'loud' is not a value of HaleFailOn: warning, error, note, never")]
    [InlineData("HalePreset=most", "'most' is not a value of HalePreset: default, all")]
    [InlineData("HaleKubernetesVersion=new", "'new' is not a Kubernetes version: write it as 1.36")]
    [InlineData("HaleClosedWorld=yes", "'yes' is not a value of HaleClosedWorld: true, false")]
    [InlineData("HaleIncludeTests=some", "'some' is not a value of HaleIncludeTests: true, false")]
    [InlineData("HaleKubernetesVersion=1.34", null)]
    [InlineData("HaleFailOn=Error", null)]
    [InlineData("HaleClosedWorld=TRUE", null)]
    public void A_mistake_in_a_property_is_an_error(string property, string? message)
    {
        var folder = NewLibrary("app", "<TargetFramework>net10.0</TargetFramework>");
        var build = folder.Dotnet("msbuild", "app/app.csproj", "-restore", "-t:HaleCheckProperties", $"-p:{property}");
        Assert.Equal(message is null ? [] : [$": error HALE0001: {message}"], build.Findings.Select(finding => finding[finding.IndexOf(": error", StringComparison.Ordinal)..]));
        Assert.Equal(message is null, build.Succeeded);
    }

    private BuildFolder NewLibrary(string name, string framework, params string[] packages)
    {
        var folder = feed.NewBuild(packages.Length == 0 ? [PackedAnalyzer.Analyzer] : packages);
        return folder.WithProject($"{name}/{name}.csproj", framework, PackedAnalyzer.ClientOf(folder)).With($"{name}/Dump.cs", PackedAnalyzer.Code(Builders.Dump));
    }

    /// <summary>A test that is skipped where the client's package cannot be had.</summary>
    private sealed class ClientPackageFactAttribute : FactAttribute
    {
        public ClientPackageFactAttribute() => Skip = RestoredPackage.KubernetesClient.WhyNot;
    }
}
