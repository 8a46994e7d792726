namespace Hale.CSharp.Tests.Evaluation;

public class ConstantsTests
{
    [Fact]
    public void A_constant_is_reported_where_it_is_used() => Bodies.Expect("HA1301", """
        return [new() { Image = {|HA1301:Name|} }, new() { Image = {|HA1301:Fixed|} }, new() { Image = {|HA1301:Given|} }, new() { Image = Changed }, new() { Image = Open }];
        """, "const string Name = \"nginx\"; static readonly string Fixed = Name + \":latest\"; static string Given { get; } = \"redis\"; static string Changed = \"redis\"; static void Change() => Changed = \"redis:8.2\"; public static string Open = \"redis\";");

    [Theory]
    [InlineData("const int A = 1; static readonly int B = A + 1; static int C => B * 2;", "return A + B + C;", "7")]
    [InlineData("static int A = 1;", "return A;", "1")]
    [InlineData("public static int A = 1;", "return A;", "!")]
    [InlineData("static int A = 1; static void Grow() => A++;", "return A;", "!")]
    [InlineData("static int A = 1; static void Grow() => Change(out A); static void Change(out int a) => a = 2;", "return A;", "!")]
    [InlineData("static int A = 1; class Other { void Grow() => (A, _) = (2, 3); }", "return A;", "!")]
    [InlineData("[ThreadStatic] static int A = 1;", "return A;", "!")]
    [InlineData("static bool On = true;", "return !On ? 1 : 2;", "2")]
    [InlineData("private int Own { get; set; } = 3;", "return Own;", "3")]
    [InlineData("private int Own { get; set; } = 3; static Builder With(int own) => new() { Own = own };", "return Own;", "!")]
    [InlineData("static readonly int[] All = [1, 2];", "return All[1] + All.Length;", "4")]
    [InlineData("static readonly List<int> All = new() { 1 };", "return All.Count;", "1")]
    [InlineData("static readonly List<int> All = new() { 1 }; static void Grow() => All.Add(2);", "return All.Count;", "!")]
    [InlineData("static readonly Dictionary<string, int> All = new() { [\"a\"] = 1 }; static void Grow() => All[\"a\"] = 2;", "return All[\"a\"];", "!")]
    public void A_static_member_is_known_when_nothing_changes_it(string members, string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements, members));
}
