using Hale.Testing;

namespace Hale.Analyzer.Tests;

public sealed class SuppressionTests
{
    [Fact]
    public void A_pragma_silences_a_rule() => new Project($"#pragma warning disable HA1201 // a test database\n{Marks.Remove(Builders.Dump)}").Expect("HA1201");

    [Fact]
    public void A_pragma_silences_up_to_where_the_rule_is_restored() => new Project($"""
        #pragma warning disable HA1201
        class Nothing;
        #pragma warning restore HA1201
        {Builders.Dump}
        """).Expect("HA1201");

    [Theory]
    [InlineData("public V1Job", """[SuppressMessage("Hale", "HA1201:secret-plaintext-env", Justification = "a test database")] public V1Job""")]
    [InlineData("class Dump", """[SuppressMessage("Hale", "HA1201")] class Dump""")]
    [InlineData("class Dump", """[assembly: SuppressMessage("Hale", "HA1201", Scope = "member", Target = "~M:Dump.Create~k8s.Models.V1Job")] class Dump""")]
    public void An_attribute_silences_a_rule(string code, string attributed) =>
        new Project(Marks.Remove(Builders.Dump).Replace(code, attributed, StringComparison.Ordinal)).Expect("HA1201");

    [Fact]
    public void An_annotation_of_the_object_silences_a_rule() => new Project(Marks.Remove(Builders.Dump).Replace(
        "Name = \"mariadb-dump\"", "Name = \"mariadb-dump\", Annotations = new Dictionary<string, string> { [\"hale.dev/ignore\"] = \"HA1201 -- a test database\" }", StringComparison.Ordinal)).Expect("HA1201");

    [Theory]
    [InlineData("build_property.HaleEnabled = false")]
    [InlineData("build_property.IsTestProject = true")]
    [InlineData("build_property._HaleIsOtherFramework = true")]
    public void A_project_can_be_left_out(string globalConfig) => new Project(Marks.Remove(Builders.Dump)) { GlobalConfig = globalConfig }.Expect();

    [Fact]
    public void Test_projects_are_left_out_until_they_are_asked_for()
    {
        new Project(Marks.Remove(Builders.Dump)) { AssemblyName = "App.Tests" }.Expect();
        new Project(Builders.Dump) { AssemblyName = "App.Tests", GlobalConfig = "build_property.HaleIncludeTests = true" }.Expect("HA1201");
    }
}
