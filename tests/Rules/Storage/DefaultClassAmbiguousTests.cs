using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class DefaultClassAmbiguousTests
{
    private const string Key = "storageclass.kubernetes.io/is-default-class";

    [Theory]
    [InlineData(Key)]
    [InlineData("storageclass.beta.kubernetes.io/is-default-class")]
    public void Reports_two_defaults_in_one_file_once(string key)
    {
        Lint.Expect<DefaultClassAmbiguous>(Class("fast", "{|HA0712:\"true\"|}") + "\n---\n" + Class("slow", "\"true\"", key));
        var finding = Lint.One<DefaultClassAmbiguous>(Class("fast", "\"true\"") + "\n---\n" + Class("slow", "\"true\"", key));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("StorageClass 'fast' is not the only default: claims without a class get the one that was created last", finding.Message);
        Assert.Equal("StorageClass 'slow' is marked too", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reports_two_defaults_of_one_kustomization() => Lint.Expect<DefaultClassAmbiguous>(
    [
        ("kustomization.yaml", "resources: [fast.yaml, slow.yaml]"),
        ("fast.yaml", Class("fast", "{|HA0712:\"true\"|}")),
        ("slow.yaml", Class("slow", "\"true\"")),
    ]);

    [Fact]
    public void Reports_the_first_of_the_defaults() =>
        Lint.Expect<DefaultClassAmbiguous>(Class("old", "\"false\"") + "\n---\n" + Class("fast", "{|HA0712:\"true\"|}") + "\n---\n" + Class("slow", "\"true\""));

    [Theory]
    [InlineData("slow", "\"false\"")]
    [InlineData("slow", "'${IS_DEFAULT}'")] // unknown: stay silent
    [InlineData("fast", "\"true\"")] // the same class again
    [InlineData("'${NAME}'", "\"true\"")] // may be the same class
    public void Is_silent_when_one_default_may_be_meant(string name, string mark) =>
        Lint.Expect<DefaultClassAmbiguous>(Class("fast", "\"true\"") + "\n---\n" + Class(name, mark));

    [Fact]
    public void Is_silent_about_files_that_may_be_alternatives() =>
        Lint.Expect<DefaultClassAmbiguous>([("fast.yaml", Class("fast", "\"true\"")), ("slow.yaml", Class("slow", "\"true\""))]);

    private static string Class(string name, string mark, string key = Key) => $"""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: {name}
          annotations:
            {key}: {mark}
        provisioner: block.example.com
        """;
}
