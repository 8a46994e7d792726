using System;
using System.Collections;
using System.Collections.Generic;

namespace Pulumi
{
    public interface IInput
    {
    }

    public class Input<T> : IInput
    {
        public static implicit operator Input<T>(T value) => null;
        public static implicit operator Input<T>(Output<T> value) => null;
        public static implicit operator Output<T>(Input<T> value) => null;
    }

    public sealed class InputList<T> : Input<IReadOnlyList<T>>, IEnumerable
    {
        public void Add(params Input<T>[] inputs) { }
        public void Add(InputList<T> inputs) { }
        public void AddRange(InputList<T> inputs) { }
        public InputList<T> Concat(InputList<T> other) => null;
        IEnumerator IEnumerable.GetEnumerator() => null;

        public static implicit operator InputList<T>(T value) => null;
        public static implicit operator InputList<T>(Output<T> value) => null;
        public static implicit operator InputList<T>(Input<T> value) => null;
        public static implicit operator InputList<T>(T[] values) => null;
        public static implicit operator InputList<T>(Output<T>[] values) => null;
        public static implicit operator InputList<T>(Input<T>[] values) => null;
        public static implicit operator InputList<T>(List<T> values) => null;
        public static implicit operator InputList<T>(List<Output<T>> values) => null;
        public static implicit operator InputList<T>(List<Input<T>> values) => null;
        public static implicit operator InputList<T>(Output<T[]> values) => null;
        public static implicit operator InputList<T>(Output<List<T>> values) => null;
        public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => null;
        public static implicit operator InputList<T>(Output<IReadOnlyList<T>> values) => null;
    }

    public sealed class InputMap<V> : Input<IReadOnlyDictionary<string, V>>, IEnumerable
    {
        public Input<V> this[string key]
        {
            set { }
        }

        public void Add(string key, Input<V> value) { }
        public void Add(InputMap<V> values) { }
        public void AddRange(InputMap<V> values) { }
        public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second) => null;
        IEnumerator IEnumerable.GetEnumerator() => null;

        public static implicit operator InputMap<V>(Dictionary<string, V> values) => null;
        public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) => null;
        public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) => null;
        public static implicit operator InputMap<V>(Output<IReadOnlyDictionary<string, V>> values) => null;
    }

    public struct Union<T0, T1>
    {
        public bool IsT0 => false;
        public bool IsT1 => false;
        public T0 AsT0 => default;
        public T1 AsT1 => default;

        public static implicit operator Union<T0, T1>(T0 value) => default;
        public static implicit operator Union<T0, T1>(T1 value) => default;
    }

    public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
    {
        public static implicit operator InputUnion<T0, T1>(T0 value) => null;
        public static implicit operator InputUnion<T0, T1>(T1 value) => null;
        public static implicit operator InputUnion<T0, T1>(Output<T0> value) => null;
        public static implicit operator InputUnion<T0, T1>(Output<T1> value) => null;
        public static implicit operator InputUnion<T0, T1>(Input<T0> value) => null;
        public static implicit operator InputUnion<T0, T1>(Input<T1> value) => null;
        public static implicit operator InputUnion<T0, T1>(Union<T0, T1> value) => null;
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class InputAttribute : Attribute
    {
        public InputAttribute(string name, bool required = false, bool json = false) => (Name, IsRequired, Json) = (name, required, json);

        public string Name { get; }
        public bool IsRequired { get; }
        public bool Json { get; }
    }

    public abstract class InputArgs
    {
    }

    public abstract class ResourceArgs : InputArgs
    {
        public static readonly ResourceArgs Empty;
    }
}
