namespace Hale.CSharp.Tests.Evaluation;

public class ConstructorTests
{
    [Fact]
    public void Named_arguments_of_a_model_are_its_fields() => Builders.Expect("HA0102", """
        class Builder
        {
            V1Deployment Create() => new V1Deployment(metadata: new V1ObjectMeta(namespaceProperty: "shop", name: "web"), spec: new(replicas: {|HA0102:0|}, selector: new V1LabelSelector(), template: Pods.Web()));
        }
        """, Pods.Source);

    [Theory]
    [InlineData("new V1VolumeMount(\"/data\", \"a\") { ReadOnlyProperty = true }", "{mountPath: '/data', name: 'a', readOnly: true}")]
    [InlineData("new V1VolumeMount(\"/data\", \"a\", \"None\")", "{mountPath: ?, name: ?, ...}")]
    [InlineData("new V1VolumeMount(\"/data\", \"a\", subPath: \"x\")", "{mountPath: '/data', name: 'a', subPath: 'x'}")]
    public void Of_positional_arguments_of_a_stand_in_those_are_known_that_every_object_must_have(string mount, string expected) =>
        Assert.Contains($"volumeMounts: [{expected}]", Builders.Show($$"""
            class Builder { V1Pod Create() => new V1Pod { Spec = new() { Containers = [new() { VolumeMounts = [{{mount}}], Name = "c" }] } }; }
            """), StringComparison.Ordinal);

    [Theory]
    [InlineData("new V1EnvVar(\"A\", \"1\")", "{name: 'A', value: '1'}")]
    [InlineData("new V1EnvVar(\"A\", valueFrom: null)", "{name: 'A', valueFrom: -}")]
    [InlineData("new(\"A\", null, new(fieldRef: new(\"metadata.name\")))", "{name: 'A', value: -, valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}")]
    public void All_positional_arguments_are_known_of_models_that_have_the_same_fields_in_all_versions(string variable, string expected) =>
        Assert.Contains($"env: [{expected}]", Builders.Show($$"""
            class Builder { V1Pod Create() => new("v1", spec: new() { Containers = [new("c", env: [{{variable}}])] }); }
            """), StringComparison.Ordinal);

    [Theory]
    [InlineData("new V1StatefulSet(\"apps/v1\", \"StatefulSet\", new V1ObjectMeta(name: \"db\"), new V1StatefulSetSpec { Replicas = 2 })", "{apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: {name: 'db'}, spec: {replicas: 2}}")]
    [InlineData("new V1ConfigMap(\"v1\", null, new Dictionary<string, string> { [\"a\"] = \"b\" })", "{apiVersion: 'v1', kind: 'ConfigMap', ...}")] // 'immutable' came later
    public void Positional_arguments_are_known_of_objects_that_have_nothing_but_a_spec(string creation, string expected) =>
        Assert.Equal(expected, Builders.Show($$"""class Builder { object Create() => {{creation}}; }"""));

    [Fact]
    public void A_constructor_that_cannot_be_chosen_leaves_its_object_open_and_the_one_around_it_alone() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {containers: [{image: 'web:1', ...}]}}",
        Builders.Show("""
            class Builder { V1Pod Create() => new V1Pod { Spec = new V1PodSpec { Containers = new[] { new V1Container("web", 1, 2) { Image = "web:1" } } } }; }
            """));

    [Theory]
    [InlineData("class Base { protected Base() { Count = 3; } protected int Count; } class Derived : Base { ")]
    [InlineData("class Base { protected Base() { Count = 3; } protected int Count; } class Derived : Base { public Derived() { }")]
    [InlineData("class Base { protected Base(int n) { Count = n + 1; } protected int Count; } class Derived : Base { public Derived() : this(2) { } Derived(int n) : base(n) { }")]
    [InlineData("class Base(int n) { protected int Count => n + 1; } class Derived() : Base(2) {")]
    [InlineData("class Base(int n) { protected int Count { get; } = n; } class Derived(int m = 2) : Base(m + 1) {")]
    [InlineData("record Base(int Count); record Derived(string Name = \"x\") : Base(3) {")]
    public void The_constructors_of_base_classes_run_too(string classes) => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 3}}",
        Builders.Show($$$"""
            {{{classes}}} public V1Deployment Create() => new() { Spec = new() { Replicas = Count } }; }
            class Program { static V1Deployment Run() => new Derived().Create(); }
            """));

    [Fact]
    public void What_a_foreign_base_class_sets_is_not_known() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {namespace: ?}, spec: {replicas: !}}",
        Builders.Show("""
            class Builder : Exception { public V1Deployment Create() => new() { Metadata = new() { NamespaceProperty = HelpLink }, Spec = new() { Replicas = HResult } }; }
            class Program { V1Deployment Run() => new Builder().Create(); }
            """));

    [Fact]
    public void Records_with_changes_and_structs_do_not_share() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {replicas: 3, minReadySeconds: 1, revisionHistoryLimit: 5, progressDeadlineSeconds: 6}}",
        Builders.Show("""
            record Settings(string Name, int Replicas);
            struct Limits { public int History; }
            class Builder
            {
                V1Deployment Create()
                {
                    var basic = new Settings("web", 1);
                    var big = basic with { Replicas = 3 };
                    var limits = new Limits { History = 5 };
                    var others = limits;
                    others.History = 6;
                    return new() { Metadata = new() { Name = big.Name }, Spec = new() { Replicas = big.Replicas, MinReadySeconds = basic.Replicas, RevisionHistoryLimit = limits.History, ProgressDeadlineSeconds = others.History } };
                }
            }
            """));

    [Fact]
    public void The_parameters_of_a_record_are_not_its_properties() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'b', namespace: 'a!', labels: {app: 'a'}}, spec: {replicas: 0}}",
        Builders.Show("""
            record Settings(string Name, string Space, int Replicas)
            {
                public string Space { get; init; } = Space + "!";
                public Dictionary<string, string> Labels { get; } = new() { ["app"] = Name };
                public int Replicas { get; init; }
            }
            class Builder
            {
                V1Deployment Create()
                {
                    var settings = new Settings("a", "a", 3) with { Name = "b" };
                    return new() { Metadata = new() { Name = settings.Name, NamespaceProperty = settings.Space, Labels = settings.Labels }, Spec = new() { Replicas = settings.Replicas } };
                }
            }
            """));

    [Fact]
    public void A_copy_with_changes_takes_the_place_of_its_original() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 3}}",
        Builders.Show("""
            namespace Own
            {
                [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")]
                public record V1Deployment { public required Spec Spec { get; set; } }
                public record Spec { public int? Replicas { get; set; } }
                class Builder { object Create() { var one = new V1Deployment { Spec = new() { Replicas = 0 } }; return one with { Spec = one.Spec with { Replicas = 3 } }; } }
            }
            """));
}
