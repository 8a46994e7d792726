using System.Text.Json;
using Hale.Cli;
using Hale.Cli.Commands;
using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

/// <summary>Projects without code and without an SDK, which are quick to build.</summary>
[Collection(Building.Name)]
public sealed class PlainProjectTests(PackedTask package)
{
    [Fact]
    public void Items_name_what_the_defaults_do_not()
    {
        var folder = Folder("""
            <ItemGroup>
              <HaleManifest Remove="deploy/old/**" />
              <HaleManifest Include="ops/*.yaml" />
            </ItemGroup>
            """).With("deploy/old/a.yaml", Manifests.MariaDb).With("ops/b.yaml", Manifests.MariaDb).With("other/c.yaml", Manifests.MariaDb);
        Assert.Equal([folder.PathOf("ops/b.yaml")], FilesOf(folder.Build()));
        Assert.Empty(folder.Build("-p:HaleEnabled=false").Findings);
    }

    [Fact]
    public void What_is_found_obeys_gitignore_and_the_configuration()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.MariaDb).With("deploy/b.yaml", Manifests.MariaDb).With(".git/HEAD", "");
        Assert.Equal([folder.PathOf("deploy/a.yaml"), folder.PathOf("deploy/b.yaml")], FilesOf(folder.Build()));

        folder.With(".gitignore", "b.yaml\n");
        Assert.Equal([folder.PathOf("deploy/a.yaml")], FilesOf(folder.Build()));

        folder.With("hale.yaml", "exclude: deploy/a.yaml\n");
        Assert.Empty(folder.Build().Findings);
    }

    [Fact]
    public void A_change_of_configuration_or_properties_is_noticed()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.MariaDb);
        Assert.Contains(": warning HA1201", Assert.Single(folder.Build().Findings), StringComparison.Ordinal);

        folder.With("hale.yaml", "failOn: error\n");
        var failing = folder.Build();
        Assert.False(failing.Succeeded);
        Assert.Contains(": error HA1201", Assert.Single(failing.Findings), StringComparison.Ordinal);
        Assert.Contains(": warning HA1201", Assert.Single(folder.Build("-p:HaleFailOn=never").Findings), StringComparison.Ordinal);
        Assert.Empty(folder.Build("-p:HaleRules=secret-plaintext-env=off").Findings);
        Assert.Empty(folder.Build("-p:HaleRules=HA0101=note%3B secret-plaintext-env = off").Findings);
    }

    [Fact]
    public void What_has_not_changed_is_not_linted_again()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.MariaDb);
        Assert.Single(folder.Build().Findings);
        var findings = folder.PathOf("obj/hale/plain.findings.txt");
        var time = File.GetLastWriteTimeUtc(findings);
        Assert.Single(folder.Build().Findings);
        Assert.Equal(time, File.GetLastWriteTimeUtc(findings));

        // A file of the same length that is older, as it may come from another folder.
        folder.With("deploy/a.yaml", Manifests.MariaDb.Replace("MARIADB_ROOT_PASSWORD", "MARIADB_ROOT_USERNAME", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(folder.PathOf("deploy/a.yaml"), time.AddDays(-1));
        Assert.Empty(folder.Build().Findings);
    }

    [Fact]
    public void Visual_Studio_knows_what_a_build_depends_on()
    {
        var folder = Folder("<PropertyGroup><HaleBaseline>known.json</HaleBaseline></PropertyGroup>").With("deploy/a.yaml", Manifests.Mended).With("hale.yaml", "");
        using var items = JsonDocument.Parse(folder.Dotnet("msbuild", "-getItem:UpToDateCheckInput", "-p:BuildingInsideVisualStudio=true").Output);
        var inputs = items.RootElement.GetProperty("Items").GetProperty("UpToDateCheckInput").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString());
        Assert.Equal([folder.PathOf("deploy/a.yaml"), folder.PathOf("known.json"), folder.PathOf("hale.yaml")], inputs);
    }

    [Fact]
    public void A_note_is_shown_by_a_detailed_log_only()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.Mended);
        var minimal = folder.Build("-p:HalePreset=all");
        Assert.DoesNotContain("HA1401", minimal.Output, StringComparison.Ordinal);
        Assert.Contains("message HA1401", folder.Build("-p:HalePreset=all", "-flp:verbosity=normal;logfile=log.txt").Succeeded ? File.ReadAllText(folder.PathOf("log.txt")) : "", StringComparison.Ordinal);
        Assert.Contains(": error HA1401", Assert.Single(folder.Build("-p:HalePreset=all", "-p:WarningsAsErrors=HA1401").Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_baseline_of_the_command_line_holds_here_too()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.MariaDb);
        Assert.Single(folder.Build().Findings);
        Assert.Equal(0, HaleCommand.Run(["baseline", "deploy"], new Terminal { WorkingDirectory = folder.FolderPath, Output = TextWriter.Null, Error = TextWriter.Null }));
        Assert.Empty(folder.Build().Findings);
    }

    [Fact]
    public void A_broken_manifest_is_a_finding_at_its_place()
    {
        var folder = Folder().With("deploy/a.yaml", "kind: Pod\nmetadata: [\n");
        var build = folder.Build();
        Assert.True(build.Succeeded, build.Output);
        Assert.StartsWith($"{folder.PathOf("deploy/a.yaml")}(2,11,2,12): warning HA0001: ", Assert.Single(build.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_errors_at_their_places_until_they_are_mended()
    {
        var folder = Folder().With("deploy/a.yaml", Manifests.MariaDb).With("hale.yaml", "presett: all\nfailOn: loud\n");
        for (var i = 0; i < 2; i++)
        {
            var build = folder.Build();
            Assert.False(build.Succeeded);
            Assert.Equal(
                [
                    $"{folder.PathOf("hale.yaml")}(1,1,1,8): error HALE0001: Unknown key 'presett'; did you mean 'preset'",
                    $"{folder.PathOf("hale.yaml")}(2,9,2,13): error HALE0001: 'failOn' has to be one of error, warning, note, never, and is 'loud'",
                ],
                build.Findings);
        }

        folder.With("hale.yaml", "");
        Assert.Single(folder.Build().Findings);
        Assert.Equal([$"{folder.PathOf("plain.proj")} : error HALE0001: 'loud' is not a value of HaleFailOn: warning, error, note, never"], folder.Build("-p:HaleFailOn=loud").Findings);
    }

    [Fact]
    public void Context_is_read_and_not_reported_on()
    {
        var folder = Folder("<ItemGroup><HaleContext Include=\"lib\" /></ItemGroup>").With("deploy/a.yaml", Manifests.Mended).With("lib/b.yaml", Manifests.MariaDb);
        Assert.Empty(folder.Build().Findings);
    }

    private BuildFolder Folder(string content = "") => package.NewFolder().WithPlainProject(package.Unpacked, content);

    private static IEnumerable<string> FilesOf(BuildResult build) => build.Findings.Select(line => line[..line.IndexOf('(', StringComparison.Ordinal)]);
}
