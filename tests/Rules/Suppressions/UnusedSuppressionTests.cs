using Hale.Rules.Model;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Rules.Tests.Suppressions;

public sealed class UnusedSuppressionTests
{
    private const string Class = "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: pd.csi.storage.gke.io\n";

    [Theory]
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore {|HA0004:HA0704|}\n")]
    [InlineData("# hale:ignore-file {|HA0004:HA0704|}, {|HA0004:replicas-single|} -- reason\n" + Class + "reclaimPolicy: Retain\n")]
    [InlineData(Class + "reclaimPolicy: Delete # hale:ignore HA0704, {|HA0004:HA0701|}\n")]
    [InlineData(Class + "reclaimPolicy: Delete\n# hale:ignore {|HA0004:HA0704|}\n")]
    [InlineData("kind: ConfigMap\nmetadata:\n  name: a\n  annotations: { hale.dev/ignore: 'HA0010, {|HA0004:HA0701|}' }\n")]
    [InlineData("kind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    metadata: { annotations: { hale.dev/ignore: {|HA0004:HA0701|} } }\n    spec: { containers: [] }\n")]
    public void Reports_each_rule_that_is_not_silenced(string text) => Lint.Expect<UnusedSuppression>(text);

    [Theory]
    [InlineData(Class + "reclaimPolicy: Delete # hale:ignore HA0704\n")]
    [InlineData("# hale:ignore-file HA0704, HA0004\n" + Class + "reclaimPolicy: Retain\n")] // silenced itself
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore HA0004\n")]
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore HA9999\n")] // no rule
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore HA0710\n")]
    [InlineData(Class + "reclaimPolicy: ${POLICY} # hale:ignore HA0704\n")]
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore HA0704\nparameters: { type: 'disk-${TYPE}' }\n")]
    [InlineData(Class + "reclaimPolicy: Retain # hale:ignore HA0704\n---\na: [1\n")]
    [InlineData("# hale:ignore HA0704\na: [1\n")]
    [InlineData("kind: StorageClass\nmetadata: { name: fast, annotations: { hale.dev/ignore: '{{ .Values.rules }}' } }\n")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, annotations: { hale.dev/ignore: HA0701 } }\nspec: { replicas: 3 }\n")] // a patch
    public void Is_silent_where_it_may_be_of_use(string text) => Lint.Expect<UnusedSuppression>(text);

    [Fact]
    public void Is_silent_where_the_rule_did_not_run()
    {
        const string Text = Class + "reclaimPolicy: Retain # hale:ignore HA0704\n";
        Assert.Single(Run(Text, new RuleSelection()));
        Assert.Empty(Run(Text, new RuleSelection { Overrides = [new RuleOverride(new Dictionary<string, Severity?> { ["HA0704"] = null })] }));
    }

    [Fact]
    public void A_finding_that_the_preset_hides_counts_as_silenced()
    {
        const string Text = Class + "reclaimPolicy: Delete # hale:ignore HA0704\n";
        Assert.Empty(Run(Text, new RuleSelection()));
    }

    private static IEnumerable<Finding> Run(string text, RuleSelection selection)
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", text));
        return RuleRunner.Run(new Cluster(content.Documents, content.Problems, new ClusterFacts()), selection).Where(finding => finding.Rule.Id == "HA0004");
    }
}
