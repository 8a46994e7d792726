using System.Net.Sockets;
using Hale.Linting.CSharp;
using Hale.Linting.Sharding;
using Hale.Testing;

namespace Hale.Linting.Tests;

/// <summary>Names that lead to what is no file, or out of what is linted.</summary>
public sealed class HostilePathsTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: \"web:1.2\" }] }\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Pipes_sockets_and_devices_in_a_folder_are_not_opened_but_reported()
    {
        _folder.With("in/a.yaml", Pod);
        MakePipe("in/pipe.yaml");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(PathOf("in/socket.yml")));
        File.CreateSymbolicLink(PathOf("in/zero.json"), "/dev/zero");
        File.CreateSymbolicLink(PathOf("in/link.yaml"), PathOf("in/pipe.yaml"));
        var result = await Run(["in"]);
        Assert.Equal(
            ["link.yaml", "pipe.yaml", "socket.yml", "zero.json"],
            result.Findings.Where(finding => finding.Rule.Id == "HA0001" && finding.Message == "The file is not read: it is a pipe, a socket or a device").Select(finding => Path.GetFileName(finding.Place.Source.Path)));
        Assert.Contains(result.Findings, finding => finding.Rule.Id == "HA0104");
    }

    [UnixFact]
    public async Task A_pipe_that_is_called_like_any_other_file_that_is_read_is_not_opened()
    {
        _folder.With("in/a.yaml", Pod).With("in/A.cs", "using k8s.Models;");
        foreach (var name in new[] { ".gitignore", "keepalived.conf", "haproxy.cfg", "join.sh", "hosts", "Kustomization", "kustomization.yaml", "B.cs" })
            MakePipe($"in/{name}");
        var result = await Run(["in"], options => options with { CSharp = input => new CSharpContent([], input.Files.Count) { Problems = [.. input.Files.Select(file => file.Problem).OfType<Hale.Rules.Tree.InputProblem>()] } });
        Assert.Equal(["in/B.cs", "in/Kustomization", "in/kustomization.yaml"], result.Findings.Where(finding => finding.Rule.Id == "HA0001").Select(finding => finding.Place.Source.Path));
        await Run(["in"], options => options with { Shard = new Shard(1, 1) });
    }

    [UnixFact]
    public async Task A_pipe_that_is_named_is_an_error()
    {
        MakePipe("pipe.yaml");
        foreach (var path in new[] { "pipe.yaml", "/dev/null" })
        {
            var error = await Assert.ThrowsAsync<UsageException>(() => Run([path]));
            Assert.Equal($"The path '{path}' is a pipe, a socket or a device: name a file, or - to read standard input", error.Message);
        }
    }

    [UnixFact]
    public async Task A_pipe_is_no_configuration_and_no_baseline()
    {
        _folder.With("a.yaml", Pod);
        MakePipe("pipe.yaml");
        await Assert.ThrowsAsync<UsageException>(() => Run(["a.yaml"], options => options with { Baseline = PathOf("pipe.yaml") }));
        await Assert.ThrowsAsync<UsageException>(() => Run(["a.yaml"], options => new GivenOptions { Config = "pipe.yaml" }.Over(options)));
    }

    [UnixFact]
    public async Task A_link_that_leads_out_of_the_folder_is_reported_and_not_followed()
    {
        _folder.With("outside/secret.yaml", Pod).With("in/a.yaml", Pod);
        File.CreateSymbolicLink(PathOf("in/absolute.yaml"), PathOf("outside/secret.yaml"));
        File.CreateSymbolicLink(PathOf("in/relative.yaml"), "../outside/secret.yaml");
        File.CreateSymbolicLink(PathOf("in/inside.yaml"), "a.yaml");
        Directory.CreateSymbolicLink(PathOf("in/folder"), PathOf("outside"));
        var result = await Run(["in"]);
        Assert.Equal(
            ["in/absolute.yaml: The file is not read: it is a link that leads out of the folder that is linted", "in/relative.yaml: The file is not read: it is a link that leads out of the folder that is linted"],
            result.Findings.Where(finding => finding.Rule.Id == "HA0001").Select(finding => $"{finding.Place.Source.Path}: {finding.Message}"));
        Assert.All(result.Findings.Where(finding => finding.Rule.Id == "HA0001"), finding => Assert.Equal("Make it a file that can be opened, or leave it out with `exclude` in hale.yaml.", finding.Fix));
        Assert.Equal(["in/a.yaml", "in/inside.yaml"], result.Findings.Where(finding => finding.Rule.Id == "HA0104").Select(finding => finding.Place.Source.Path));
    }

    [UnixFact]
    public async Task Links_within_a_repository_and_links_that_are_named_are_followed()
    {
        _folder.With("repository/.git/HEAD", "").With("repository/shared/pod.yaml", Pod).With("repository/deploy/a.md", "").With("outside/pod.yaml", Pod);
        File.CreateSymbolicLink(PathOf("repository/deploy/pod.yaml"), "../shared/pod.yaml");
        File.CreateSymbolicLink(PathOf("named.yaml"), PathOf("outside/pod.yaml"));
        Directory.CreateSymbolicLink(PathOf("folder"), PathOf("repository"));
        foreach (var path in new[] { "repository/deploy", "named.yaml", "folder/deploy", "folder" })
        {
            var found = (await Run([path])).Findings.Select(finding => finding.Rule.Id).ToList();
            Assert.Contains("HA0104", found);
            Assert.DoesNotContain("HA0001", found);
        }
    }

    private string PathOf(string path) => Path.Combine(_folder.Path, path);

    private void MakePipe(string path) => Assert.Equal(0, Shell.Run(_folder.Path, "mkfifo", path).ExitCode);

    // What waits for a pipe would wait for ever.
    private async Task<LintResult> Run(string[] paths, Func<LintOptions, LintOptions>? change = null)
    {
        var options = new LintOptions { WorkingDirectory = _folder.Path, BaseDirectory = _folder.Path, Paths = paths };
        return await Task.Run(() => Linter.Run(change?.Invoke(options) ?? options, () => Stream.Null)).WaitAsync(Patience);
    }
}
