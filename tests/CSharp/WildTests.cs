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
    private static readonly IReadOnlyList<string> Names = [.. Directory.GetFiles(Folder(), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    // Reading is what takes its time, so what all tests ask about is read once.
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Document>>> Documents = new(() => Names.ToDictionary(name => name, Read));

    public static TheoryData<string> Files => [.. Names];

    [Fact]
    public void What_is_found_is_what_an_operator_would_say()
    {
        var text = new StringBuilder();
        foreach (var file in Names)
            Append(text, file);
        foreach (var what in new[] { "replicas", "resources", "image suffix", "probes" })
            text.Append(CultureInfo.InvariantCulture, $"decided {what}: {Share(what).Decided} of {Share(what).All}\n");
        Snapshot.Match(text.ToString());
    }

    [Theory]
    [InlineData("replicas", 75)]
    [InlineData("resources", 90)]
    [InlineData("image suffix", 70)]
    [InlineData("probes", 60)]
    public void Most_of_what_rules_ask_for_is_decided(string what, int target)
    {
        var (decided, all) = Share(what);

        Assert.True(100 * decided >= target * all, string.Create(CultureInfo.InvariantCulture, $"{decided} of {all}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_same_is_read_every_time(string file) => Assert.Equal(Shown(Documents.Value[file]), Shown(Read(file)));

    private static string Shown(IEnumerable<Document> documents) => string.Join('\n', documents.Select(document => Builders.Show(document.Root)));

    private static (int Decided, int All) Share(string what)
    {
        var roots = Documents.Value.Values.SelectMany(documents => documents).Select(document => document.Root).Where(root => root["spec"]["template"].Exists.IsTrue).ToList();
        if (what == "replicas")
            roots = [.. roots.Where(root => root["kind"] is ScalarNode { Text: "Deployment" or "StatefulSet" })];
        var nodes = what == "replicas" ? roots : [.. roots.SelectMany(root => root["spec"]["template"]["spec"]["containers"].Items)];
        return (nodes.Count(node => IsDecided(what, node)), nodes.Count);
    }

    private static bool IsDecided(string what, Node node) => what switch
    {
        "replicas" => IsDecided(node["spec"]["replicas"]),
        "resources" => IsDecided(node["resources"]["requests"]),
        "image suffix" => HasKnownEnd(node["image"]),
        _ => new[] { "livenessProbe", "readinessProbe", "startupProbe" }.All(probe => !node[probe].Exists.IsUnknown),
    };

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

    private static void Append(StringBuilder text, string file)
    {
        var documents = Documents.Value[file];
        text.Append(file).Append('\n');
        foreach (var document in documents)
            text.Append("  ").Append(Title(document)).Append('\n');
        foreach (var finding in Lint.Run(new Cluster(documents, [], new ClusterFacts()), null))
        {
            var (line, column) = finding.Place.StartPosition;
            text.Append(CultureInfo.InvariantCulture, $"  {finding.Rule.Id} {finding.Severity} {line}:{column} '{finding.Place.Text}': {finding.Message}\n");
        }
    }

    private static string Title(Document document) => document.MentionedKinds is { } hidden
        ? $"hidden: {string.Join(", ", hidden)}"
        : $"{Builders.Show(document.Root["kind"])} {Builders.Show(document.Root["metadata"]["name"])}";

    private static IReadOnlyList<Document> Read(string file) => Builders.Read([Load(file)]);

    private static SourceText Load(string file) => new(file, File.ReadAllText(Path.Combine(Folder(), file)).ReplaceLineEndings("\n"));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Wild");
}
