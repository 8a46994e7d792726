using Hale.Rules.Model;

namespace Hale.Linting.Configuration;

/// <summary>
/// Every key of <c>hale.yaml</c>: the one table that the reader, the JSON schema, the file of <c>hale init</c> and the page
/// about the configuration follow.
/// </summary>
public static class Settings
{
    private static readonly RulesShape Rules = new(SeverityWords.All);

    /// <summary>Where an override holds.</summary>
    public static SectionShape Match { get; } = new(
    [
        new Setting("path", new GlobsShape(), "Globs of files, from the folder of this file; '**' stands for any folders, and a folder for all that is in it."),
        new Setting("kind", new TextsShape(), "Kinds of object; '*' stands for any text, here and below."),
        new Setting("namespace", new TextsShape(), "Namespaces of objects."),
        new Setting("name", new TextsShape(), "Names of objects."),
        new Setting("label", new LabelsShape(), "Labels that an object has, all of them."),
    ]);

    /// <summary>The whole file.</summary>
    public static SectionShape All { get; } = new(
    [
        new Setting("preset", new ChoiceShape(["default", "all"]), "The set of rules to start from; 'all' adds opinionated rules and every note.")
        {
            Example = "default",
            Default = "default",
        },
        new Setting("failOn", new ChoiceShape(["error", "warning", "note", "never"]), "The lowest severity that makes the exit code 1, and an error of a build.")
        {
            Example = "warning",
            Default = "warning",
        },
        new Setting("rules", Rules, "By id or name, the severity of all findings of a rule: error, warning or note; or off.")
        {
            Example = "\n  HA0302: error\n  image-mutable: off",
            Default = "what the preset says",
        },
        new Setting("overrides", new ListShape(new SectionShape(
            [
                new Setting("match", Match, "Where it holds: all of these together, each with one value or a list of which one has to match.") { IsRequired = true },
                new Setting("rules", Rules, "What differs there, as in 'rules' above.") { IsRequired = true },
            ])), "Rules that are set differently for some files or objects. Where several match, the last one decides.")
        {
            Example = """

                  - match:
                      path: [test/**, "**/local.yaml"]
                    rules:
                      replicas-single: off
                  - match:
                      kind: Deployment
                      namespace: batch-*
                      label: { tier: internal }
                    rules:
                      pdb-missing: note
                """,
            Default = "none",
        },
        new Setting("include", new GlobsShape(), "Globs of the files to lint, of those that folders hold. Files that are named on the command line are always linted.")
        {
            Example = "deploy",
            Default = "every manifest",
        },
        new Setting("exclude", new GlobsShape(), "Globs of files to leave out, beside what .gitignore excludes.")
        {
            Example = "[vendor, \"**/testdata/**\"]",
            Default = "none",
        },
        new Setting("namespace", new TextShape(), "The namespace of objects that name none.") { Example = "shop", Default = "not known" },
        new Setting("kubernetesVersion", new VersionShape(), "The Kubernetes version that the manifests are for; it decides which APIs are removed.")
        {
            Example = $"\"{KubernetesVersion.Latest}\"",
            Default = KubernetesVersion.Latest.ToString(),
        },
        new Setting("closedWorld", new FlagShape(), "The input holds everything: what is not in it does not exist.") { Example = "false", Default = "false" },
        new Setting("production", new FlagShape(), "The manifests are for production: a single replica that traffic from outside reaches is an error.") { Example = "false", Default = "false" },
        new Setting("nodes", new CountShape(1, 100_000), "How many nodes there are for pods, without those that take none of yours. Leave it out where nodes are added and removed by an autoscaler.")
        {
            Example = "5",
            Default = "not known",
        },
        new Setting("zones", new CountShape(1, 100), "How many zones these nodes are in. With several, replicas that are not spread over them are reported.") { Example = "3", Default = "not known" },
        new Setting(
            "nodeMonitorGracePeriod",
            new DurationShape("1s", "1h"),
            "The flag --node-monitor-grace-period of the cluster's controller manager: how long a node may be silent before it counts as lost. A message about the loss of a node then says how long it takes.")
        {
            Example = "50s",
            Default = "not known",
        },
        new Setting("requireReason", new FlagShape(), "A suppression has to say why, behind '--'; one that does not silences nothing.") { Example = "false", Default = "false" },
    ]);
}
