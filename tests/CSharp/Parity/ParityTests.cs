using System.Text;
using System.Text.RegularExpressions;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;
using Microsoft.CodeAnalysis;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests.Parity;

/// <summary>
/// What the rules say of a manifest, they say of the C# that builds it. An object that C# cannot build stays YAML beside the
/// C#, so that references between both are followed too.
/// </summary>
public sealed partial class ParityTests
{
    // Groups whose objects have no type in KubernetesClient or Pulumi.Kubernetes: those of operators, and files of kubeadm.
    private static readonly string[] Untyped =
    [
        "ceph.rook.io", "external-secrets.io", "kafka.strimzi.io", "kubeadm.k8s.io", "kubelet.config.k8s.io", "kustomize.config.k8s.io", "mysql.oracle.com",
        "postgresql.cnpg.io", "pxc.percona.com", "rabbitmq.com", "velero.io",
    ];

    // Mistakes that no compiler lets pass, and types that the packages no longer have. What keeps the object from being written:
    private static readonly Dictionary<string, string> NotInCSharp = new(StringComparer.Ordinal)
    {
        ["HA1701.bad"] = "no type for batch/v1beta1 CronJob",
        ["HA1801.bad"] = "no field name in V1PersistentVolume",
        ["HA1802.bad"] = "two fields storageClassName in V1PersistentVolumeClaimSpec",
        ["HA1803.bad"] = "no field storageClassName in V1VolumeResourceRequirements",
        ["HA1805.bad"] = "an Integer for s",
    };

    // Examples whose point is in the YAML alone: a comment, which the C# does not have, and an object that stands twice, which
    // code may make again to change it. The other rules about text, HA0001 to HA0003, have examples that are no objects.
    private static readonly string[] AboutText = ["HA0004.bad", "HA0004.good", "HA0005.bad", "HA0005.good", "HA1809.bad"];

    public static TheoryData<string> Names => [.. Manifests.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_named_types_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Explicit);

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_target_typed_creations_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Short);

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_on_arguments_of_Pulumi_are_those_of_the_manifest(string manifest) => Compare(manifest, Dialect.Pulumi);

    private static void Compare(string manifest, Dialect dialect)
    {
        var (text, facts) = Manifests.All[manifest];
        var content = YamlReader.Read(new SourceText("manifest.yaml", text.ReplaceLineEndings("\n")));
        var (built, reasons) = Build(content.Documents, dialect);
        Assert.Equal(NotInCSharp.GetValueOrDefault(manifest), reasons.SingleOrDefault());
        var findings = Run(built);
        var (written, said) = (Lines(Run([.. content.Documents.Select(TreeCopy.Of)])), Lines(findings));
        if (AboutText.Contains(manifest))
            Assert.NotEqual(written, said);
        else
            Assert.Equal(written, said);
        Assert.All(findings.Where(finding => finding.Place.Source.Path.EndsWith(".cs", StringComparison.Ordinal)), IsAtOneThing);

        IReadOnlyList<Finding> Run(IReadOnlyList<Document> documents) => Lint.Run(new Cluster([.. documents, .. LoadBalancerFiles.In(documents)], content.Problems, facts));
    }

    private static (IReadOnlyList<Document> Documents, IReadOnlyList<string> Reasons) Build(IReadOnlyList<Document> documents, Dialect dialect)
    {
        var (kept, methods, reasons) = (new List<Document>(), new StringBuilder(), new List<string>());
        foreach (var document in documents)
        {
            if (document.Root is MapNode && !IsUntyped(document.Root) && TryWrite(document.Root, $"Object{methods.Length}", dialect, reasons) is { } method)
                methods.Append(method);
            else
                kept.Add(TreeCopy.Of(document));
        }

        var source = new SourceText("Builder.cs", $"using Pulumi;\n\nclass Manifests\n{{\n{methods}}}\n");
        var errors = Builders.Compile([source]).GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error && diagnostic.Id is not "CS5001");
        Assert.Empty(errors);
        return ([.. kept, .. Builders.Read([source])], reasons);
    }

    private static string? TryWrite(Node root, string name, Dialect dialect, List<string> reasons)
    {
        try
        {
            return CSharpWriter.Write(root, name, dialect);
        }
        catch (NotSupportedException reason)
        {
            reasons.Add(reason.Message);
            return null;
        }
    }

    private static bool IsUntyped(Node root) => !root["kind"].Exists.IsTrue || root["apiVersion"].Text().Is(version => Untyped.Contains(version.Split('/')[0])).IsTrue;

    private static List<string> Lines(IEnumerable<Finding> findings) =>
    [
        .. findings
            .Select(finding => $"{finding.Rule.Id} {finding.Severity} {finding.Object} {finding.Path}: {finding.Message} [{string.Join("; ", finding.Related.Select(related => related.Message))}]")
            .Order(StringComparer.Ordinal),
    ];

    // The value that is written; for one that is not, the type or the 'new' of what should hold it, or its name.
    private static void IsAtOneThing(Finding finding)
    {
        Assert.DoesNotContain('\n', finding.Place.Text);
        if (finding.Place != finding.Node!.Place)
            return;
        if (finding.Node is ScalarNode { Kind: ScalarKind.String, Key: not ("kind" or "apiVersion") } scalar)
            Assert.Contains(Dialect.Quote(scalar.Text)[1..^1], finding.Place.Text, StringComparison.Ordinal);
        else if (finding.Node is not (ScalarNode or PartialNode or UnknownNode))
            Assert.Matches(Name(), finding.Place.Text);
    }

    [GeneratedRegex(@"^(\w+\.)*\w+$|^"".*""$")]
    private static partial Regex Name();
}
