using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Pulumi
{
    public sealed class Output<T>
    {
        public Output<U> Apply<U>(Func<T, U> func) => null;
        public Output<U> Apply<U>(Func<T, Task<U>> func) => null;
        public Output<U> Apply<U>(Func<T, Output<U>> func) => null;
    }

    public static class Output
    {
        public static Output<T> Create<T>(T value) => null;
        public static Output<T> Create<T>(Task<T> value) => null;
        public static Output<T> CreateSecret<T>(T value) => null;
        public static Output<T> CreateSecret<T>(Task<T> value) => null;
        public static Output<T> Unsecret<T>(Output<T> value) => null;
        public static Output<string> Format(FormattableString formattableString) => null;
        public static Output<IReadOnlyList<T>> All<T>(params Input<T>[] inputs) => null;
        public static Output<IReadOnlyList<T>> All<T>(IEnumerable<Input<T>> inputs) => null;
        public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) => null;
        public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) => null;
        public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3) => null;
        public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) => null;
        public static Output<string> JsonSerialize<T>(Output<T> value) => null;
    }

    public static class OutputExtensions
    {
        public static Output<T> ToOutput<T>(this Input<T> input) => null;
        public static Output<string> GetAt(this Output<IReadOnlyList<string>> values, Input<int> index) => null;
    }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class OutputAttribute : Attribute
    {
        public OutputAttribute(string name = null) => Name = name;

        public string Name { get; }
    }
}
