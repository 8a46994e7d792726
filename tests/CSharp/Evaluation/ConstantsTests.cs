namespace Hale.CSharp.Tests.Evaluation;

public class ConstantsTests
{
    [Fact]
    public void A_constant_is_reported_where_it_is_used() => Bodies.Expect("HA1301", """
        return [new() { Image = {|HA1301:Name|} }, new() { Image = {|HA1301:Fixed|} }, new() { Image = {|HA1301:Given|} }, new() { Image = Changed }];
        """, "const string Name = \"nginx\"; static readonly string Fixed = Name + \":latest\"; static string Given { get; } = \"redis\"; static string Changed = \"redis\";");

    [Theory]
    [InlineData("const int A = 1; static readonly int B = A + 1; static int C => B * 2;", "return A + B + C;", "7")]
    [InlineData("static int A = 1;", "return A;", "!")]
    [InlineData("static readonly int[] All = [1, 2];", "return All[1] + All.Length;", "4")]
    [InlineData("static readonly List<int> All = new() { 1 };", "return All.Count;", "1")]
    [InlineData("static readonly List<int> All = new() { 1 }; static void Grow() => All.Add(2);", "return All.Count;", "!")]
    [InlineData("static readonly Dictionary<string, int> All = new() { [\"a\"] = 1 }; static void Grow() => All[\"a\"] = 2;", "return All[\"a\"];", "!")]
    public void A_static_member_is_known_when_nothing_changes_it(string members, string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements, members));
}
