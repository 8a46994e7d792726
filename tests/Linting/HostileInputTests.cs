using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Linting.Tests;

/// <summary>Input that wants to break the tool, or shows it more than it should see.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
        spec:
          replicas: 2
          selector:
            matchLabels: { app: web }
          template:
            metadata:
              labels: { app: web }
            spec:
              containers:
              - name: web
                image: nginx
                env:
                - name: PASSWORD
                  value: changeme
              volumes:
              - name: data
                persistentVolumeClaim:
                  claimName: data
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: data
          namespace: shop
        spec:
          accessModes: [ReadWriteOnce]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
        spec:
          selector:
            app: web
          ports:
          - port: 80

        """;

    // No other object is about this one, nor it about any.
    private const string Unrelated = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: colours-of-elsewhere
          namespace: elsewhere
        data:
          red: ff0000

        """;

    private static readonly string[] Values =
    [
        "", "~", "0", "-1", "1e999", "99999999999999999999", "0x", "true", "\"\"", "'", "[", "{}", "[]", "- x", "{{ .x }}", "${X}", "&a", "*a", "|", ">-", "\u0000", "\u001b[31m",
        "::error::x", "\uD800", "\u2028", "100%", "%", "a: b", "#", "null", "\t", "é", "/../..", "<<", "..", "Infinity",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_becomes_of_a_manifest_it_is_linted_the_same_each_time_and_others_do_not_matter() =>
        Prop.ForAll(Manifests(), text =>
        {
            var findings = Lint([new SourceText("shop/web.yaml", text)]);
            var again = Lint([new SourceText("shop/web.yaml", text)]);
            var beside = Lint([new SourceText("elsewhere/colours.yaml", Unrelated), new SourceText("shop/web.yaml", text)]);
            return findings.SequenceEqual(again) && findings.SequenceEqual(beside);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzzing.Count(150)).WithReplay((ulong)Fuzzing.Seed, 1));

    [Theory]
    [InlineData("An alias bomb", true)]
    [InlineData("Deep maps", true)]
    [InlineData("Deep lists", true)]
    [InlineData("Brackets", true)]
    [InlineData("An alias of what it stands in", true)]
    [InlineData("A long line", false)]
    [InlineData("A long comment", false)]
    [InlineData("Many documents", true)]
    [InlineData("Many containers", false)]
    [InlineData("Many labels", false)]
    public void Size_and_depth_cost_little(string what, bool isTooMuch)
    {
        _folder.With("a.yaml", what switch
        {
            "An alias bomb" => "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n")),
            "Deep maps" => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{new string(' ', i % 2_000)}a:\n")),
            "Deep lists" => string.Concat(Enumerable.Repeat("- ", 20_000)) + "a\n",
            "Brackets" => "a: " + new string('[', 20_000) + "\n",
            "An alias of what it stands in" => "apiVersion: v1\nkind: ConfigMap\ndata: &a\n  b: *a\n",
            "A long line" => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: {new string('x', 5_000_000)}\n",
            "A long comment" => $"#{new string('x', 5_000_000)}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
            "Many documents" => string.Concat(Enumerable.Range(0, 100_000).Select(i => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a{i}\n")),
            "Many containers" => "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  - name: a{i}\n    image: a:1\n")),
            _ => "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"    a{i}: b\n")),
        });
        var time = Stopwatch.StartNew();
        Assert.Equal(isTooMuch, Run().Any(finding => finding.Rule.Id is "HA0001" or "HA0003"));
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Links_that_lead_nowhere_are_problems_of_their_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder.With("a.yaml", Unrelated);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "circle.yaml"), Path.Combine(_folder.Path, "circle.yaml"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "gone.yaml"), Path.Combine(_folder.Path, "vanished"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "up"), _folder.Path);
        Assert.Equal(["circle.yaml", "gone.yaml"], Run().Where(finding => finding.Rule.Id == "HA0001").Select(finding => finding.Place.Source.Path));
    }

    [Fact]
    public void A_file_that_vanishes_while_others_are_read_is_a_problem_of_that_file()
    {
        for (var i = 0; i < 50; i++)
            _folder.With($"{i:00}.yaml", Unrelated.Replace("colours", $"colours-{i}", StringComparison.Ordinal));
        var findings = Linter.Run(Options(), () => Stream.Null, (_, _) => File.Delete(Path.Combine(_folder.Path, "49.yaml"))).Findings;
        Assert.All(findings.Where(finding => finding.Rule.Id == "HA0001"), finding => Assert.Equal("49.yaml", finding.Place.Source.Path));
    }

    [Fact]
    public void A_path_in_a_kustomization_leads_to_nothing_outside_of_the_input()
    {
        _folder.With("outside/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { password: hunter2 }\n")
            .With("outside/bad.yaml", "a: [\n")
            .With("in/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../outside, ../../../../../../etc, ../outside/bad.yaml, web.yaml]\npatches: [{ path: ../outside/secret.yaml }]\n")
            .With("in/web.yaml", Deployment);
        var result = Linter.Run(Options() with { Paths = ["in"] }, () => Stream.Null);
        Assert.Equal(2, result.Files);
        Assert.All(result.Findings, finding => Assert.DoesNotContain("outside/", finding.Place.Source.Path, StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, finding => finding.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: b\rc: d\r")]
    [InlineData("a: \0\n")]
    [InlineData("\u001b[31ma: b\u0007\n")]
    [InlineData("a: \"\\uD800\"\n")]
    [InlineData("::error::a: ##vso[x]\n")]
    public void Odd_characters_are_read_or_reported(string text)
    {
        _folder.With("a.yaml", text);
        Assert.All(Run(), finding => Assert.InRange(finding.Place.End, 0, text.Length));
    }

    [Fact]
    public void Bytes_at_random_are_read_or_reported()
    {
        var random = new System.Random(Fuzzing.Seed);
        var manifest = Encoding.UTF8.GetBytes(Deployment);
        for (var run = 0; run < Fuzzing.Count(150); run++)
        {
            var bytes = (byte[])manifest.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            _folder.With("a.yaml", bytes);
            Run();
        }
    }

    private static Arbitrary<string> Manifests()
    {
        var lines = Deployment.Split('\n');
        var edit = from line in Gen.Choose(0, lines.Length - 1)
            from kind in Gen.Choose(0, 4)
            from other in Gen.Choose(0, lines.Length - 1)
            from value in Gen.Elements(Values)
            select (line, kind, other, value);
        return (from edits in Gen.ListOf(edit) select edits.Take(6).Aggregate(lines, (text, change) => Edited(text, change.line, change.kind, change.other, change.value)) into edited
            select string.Join('\n', edited)).ToArbitrary();
    }

    private static string[] Edited(string[] lines, int line, int kind, int other, string value) => kind switch
    {
        0 => [.. lines.Where((_, index) => index != line)],
        1 => [.. lines.Take(line), lines[other % lines.Length], .. lines.Skip(line)],
        2 => [.. lines.Select((text, index) => index == line && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? $"{text[..colon]}: {value}" : text)],
        3 => [.. lines.Select((text, index) => index == line ? "  " + text : text)],
        _ => [.. lines.Select((text, index) => index == line ? text + value : text)],
    };

    private static List<string> Lint(IReadOnlyList<SourceText> sources)
    {
        var contents = sources.Select(source => Hale.Yaml.YamlReader.Read(source)).ToList();
        var cluster = new Cluster([.. contents.SelectMany(content => content.Documents)], [.. contents.SelectMany(content => content.Problems)], new ClusterFacts());
        return [.. Testing.Lint.Run(cluster).Where(finding => finding.Place.Source.Path == "shop/web.yaml").Select(finding => $"{finding.Rule.Id} {finding.Severity} {finding.Place.Start}-{finding.Place.End} {finding.Message}")];
    }

    private LintOptions Options() => new() { WorkingDirectory = _folder.Path, BaseDirectory = _folder.Path, Selection = new RuleSelection { Preset = Preset.All } };

    private IReadOnlyList<Finding> Run()
    {
        var findings = Linter.Run(Options(), () => Stream.Null).Findings;
        Assert.All(findings, finding => Assert.InRange(finding.Place.End, finding.Place.Start, finding.Place.Source.Text.Length));
        return findings;
    }
}
