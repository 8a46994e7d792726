using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests;

/// <summary>Builders in the styles of public repositories, each file a project of its own.</summary>
public class WildTests
{
    public static TheoryData<string> Files => [.. Names];

    private static IReadOnlyList<string> Names => [.. Directory.GetFiles(Folder(), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void What_is_found_is_what_an_operator_would_say()
    {
        var text = new StringBuilder();
        foreach (var file in Names)
            Append(text, file, Load(file));
        Snapshot.Match(text.ToString());
    }

    [Fact]
    public void Most_of_what_rules_ask_for_is_decided()
    {
        var documents = Names.SelectMany(name => Builders.Read([Load(name)])).Where(document => document.Root is MapNode).ToList();
        var workloads = documents.Select(document => document.Root).Where(root => root["spec"]["template"].Exists.IsTrue).ToList();
        var containers = workloads.SelectMany(root => root["spec"]["template"]["spec"]["containers"].Items).ToList();
        var scalable = workloads.Where(root => root["kind"] is ScalarNode { Text: "Deployment" or "StatefulSet" }).ToList();

        AssertShare(75, "replicas", scalable, root => IsDecided(root["spec"]["replicas"]));
        AssertShare(90, "resources", containers, container => IsDecided(container["resources"]["requests"]));
        AssertShare(70, "image suffix", containers, container => HasKnownEnd(container["image"]));
        AssertShare(60, "probes", containers, container => new[] { "livenessProbe", "readinessProbe", "startupProbe" }.All(probe => !container[probe].Exists.IsUnknown));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_same_is_read_every_time(string file)
    {
        string Read() => string.Join("\n", Builders.Read([Load(file)]).Select(document => Builders.Show(document.Root)));

        Assert.Equal(Read(), Read());
    }

    private static void AssertShare(int target, string what, IReadOnlyList<Node> nodes, Func<Node, bool> isDecided)
    {
        var share = 100 * nodes.Count(isDecided) / nodes.Count;
        Assert.True(share >= target, string.Create(CultureInfo.InvariantCulture, $"{what}: {share} % of {nodes.Count} are decided"));
    }

    private static bool IsDecided(Node node) => node switch
    {
        UnknownNode => false,
        ChoiceNode choice => choice.Choices.All(IsDecided),
        _ => true,
    };

    // The tag, or that there is none: a hole at the end may be anything.
    private static bool HasKnownEnd(Node image) => image switch
    {
        PartialNode text => text.Segments[^1] is { } end && end.Contains(':', StringComparison.Ordinal),
        _ => IsDecided(image),
    };

    private static void Append(StringBuilder text, string file, SourceText source)
    {
        var documents = Builders.Read([source]);
        text.Append(file).Append('\n');
        foreach (var document in documents)
            text.Append("  ").Append(Builders.Show(document.Root["kind"])).Append(' ').Append(Builders.Show(document.Root["metadata"]["name"])).Append('\n');
        foreach (var finding in Lint.Run(new Cluster(documents, [], new ClusterFacts()), null))
        {
            var (line, column) = finding.Place.StartPosition;
            text.Append(CultureInfo.InvariantCulture, $"  {finding.Rule.Id} {finding.Severity} {line}:{column} '{finding.Place.Text}': {finding.Message}\n");
        }
    }

    private static SourceText Load(string file) => new(file, File.ReadAllText(Path.Combine(Folder(), file)).ReplaceLineEndings("\n"));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Wild");
}
