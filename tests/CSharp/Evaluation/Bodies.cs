namespace Hale.CSharp.Tests.Evaluation;

/// <summary>
/// Statements of a builder method. They may use what nobody knows: two flags, a text that may be null, a number, names, and a
/// container that the caller gives.
/// </summary>
internal static class Bodies
{
    private const string Parameters = "bool flag, bool other, string? text, int number, List<string> names, V1Container given";
    private const string Arguments = "flag, other, text, number, names, given";

    /// <summary>The containers of the pod that is made of the <c>V1Container</c>s that the statements return.</summary>
    public static string Containers(string statements, string members = "") => Builders.Show(Root(PodOf(statements, members))["spec"]["containers"]);

    /// <summary>The number of replicas that the statements return.</summary>
    public static string Replicas(string statements, string members = "") => Builders.Show(Root($$"""
        class Builder
        {
            object Build({{Parameters}}) => new V1Deployment { Spec = new() { Replicas = Count({{Arguments}}) } };
            int? Count({{Parameters}}) { {{statements}} }
            {{members}}
        }
        """)["spec"]["replicas"]);

    /// <summary>The image that the statements return.</summary>
    public static string Image(string statements, string members = "") =>
        Builders.Show(Root(PodOf($"return [new() {{ Image = Text({Arguments}) }}];", $"string? Text({Parameters}) {{ {statements} }} {members}"))["spec"]["containers"].Items[0]["image"]);

    /// <summary>Asserts what a rule reports of the pod that is made of the containers that the statements return.</summary>
    public static void Expect(string ruleId, string statements, string members = "") => Builders.Expect(ruleId, PodOf(statements, members));

    private static Hale.Rules.Tree.Node Root(string source) => Assert.Single(Builders.Read(source)).Root;

    private static string PodOf(string statements, string members) => $$"""
        class Builder
        {
            object Build({{Parameters}}) => new V1Pod { Spec = new() { Containers = All({{Arguments}}) } };
            IList<V1Container> All({{Parameters}}) { {{statements}} }
            {{members}}
        }
        """;
}
