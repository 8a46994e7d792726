namespace Hale.MSBuildTask.Tests;

[Collection(Building.Name)]
public sealed class ConsoleProjectTests(PackedTask package)
{
    private const string Message = "HA1201: 'MARIADB_ROOT_PASSWORD' of container 'dump' stands in Job 'mariadb-dump' as plain text";

    [Fact]
    public void A_finding_is_a_warning_of_every_build_until_it_is_mended()
    {
        var folder = package.NewFolder()
            .WithProject("app/app.csproj", content: "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>")
            .With("app/program.cs", "System.Console.WriteLine(1);")
            .With("app/deploy/mariadb.yaml", Manifests.MariaDb);
        var manifest = folder.PathOf("app/deploy/mariadb.yaml");
        string[] warning = [$"{manifest}{Manifests.Place}: warning {Message}"];
        string[] error = [$"{manifest}{Manifests.Place}: error {Message}"];

        var first = folder.Build("app");
        Assert.True(first.Succeeded, first.Output);
        Assert.Equal(warning, first.Findings);
        Assert.Equal(warning, folder.Build("app", "--no-restore").Findings);

        var failing = folder.Build("app", "--no-restore", "-p:WarningsAsErrors=HA1201");
        Assert.False(failing.Succeeded);
        Assert.Equal(error, failing.Findings);
        Assert.Equal(error, folder.Build("app", "--no-restore", "-p:TreatWarningsAsErrors=true").Findings);
        Assert.Empty(folder.Build("app", "--no-restore", "-p:NoWarn=HA1201").Findings);

        folder.With("app/deploy/mariadb.yaml", Manifests.Mended);
        Assert.Empty(folder.Build("app", "--no-restore").Findings);

        folder.With("app/deploy/mariadb.yaml", Manifests.MariaDb);
        Assert.Equal(warning, folder.Build("app", "--no-restore").Findings);
        File.Delete(manifest);
        Assert.Empty(folder.Build("app", "--no-restore").Findings);
    }

    [Fact]
    public void A_solution_with_several_frameworks_shows_each_finding_once()
    {
        const string Frameworks = "<TargetFrameworks>net10.0;net10.0-browser</TargetFrameworks>"; // The SDK brings both.
        var folder = package.NewFolder()
            .WithProject("web/web.csproj", Frameworks, """<ItemGroup><ProjectReference Include="../data/data.csproj" /></ItemGroup>""")
            .With("web/k8s/web.yaml", Manifests.MariaDb)
            .WithProject("data/data.csproj", Frameworks)
            .With("data/deploy/mariadb.yaml", Manifests.MariaDb)
            .With("all.slnx", """<Solution><Project Path="web/web.csproj" /><Project Path="data/data.csproj" /></Solution>""");

        var first = folder.Build("all.slnx", "-m");
        Assert.True(first.Succeeded, first.Output);
        Assert.Equal(Both(folder), first.Findings.Order(StringComparer.Ordinal));
        Assert.Equal(Both(folder), folder.Build("all.slnx", "--no-restore", "-m", "-mt").Findings.Order(StringComparer.Ordinal));
        Assert.Single(folder.Build("data", "--no-restore", "-f", "net10.0").Findings);

        Assert.True(folder.Dotnet("clean", "all.slnx").Succeeded);
        Assert.Empty(Directory.GetFiles(folder.FolderPath, "*.findings.txt", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(folder.FolderPath, "*.request.txt", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_design_time_build_is_silent()
    {
        var folder = package.NewFolder().WithProject("app.csproj").With("deploy/mariadb.yaml", Manifests.MariaDb);
        var build = folder.Dotnet("msbuild", "-restore", "-t:Compile", "-p:DesignTimeBuild=true", "-p:BuildingInsideVisualStudio=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.True(build.Succeeded, build.Output);
        Assert.Empty(build.Findings);
    }

    private static string[] Both(BuildFolder folder) =>
        [.. new[] { "data/deploy/mariadb.yaml", "web/k8s/web.yaml" }.Select(file => $"{folder.PathOf(file)}{Manifests.Place}: warning {Message}")];
}
