using Stepwell.Azure.Contract;

namespace Microsoft.Azure.Functions.Worker
{
    [AttributeUsage(AttributeTargets.Method)]
    [LookedUp(Official.Abstractions, Official.AbstractionsVersion, Official.ExtensionSource + "Worker.Extensions.Abstractions/src/FunctionAttribute.cs")]
    public class FunctionAttribute(string name) : Attribute
    {
        public string Name { get; } = name;
    }
}

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions
{
    [AttributeUsage(AttributeTargets.Method)]
    [LookedUp(Official.Abstractions, Official.AbstractionsVersion, Official.ExtensionSource + "Worker.Extensions.Abstractions/src/BindingAttribute.cs")]
    public abstract class BindingAttribute : Attribute
    {
        public BindingAttribute() { }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    [LookedUp(Official.Abstractions, Official.AbstractionsVersion, Official.ExtensionSource + "Worker.Extensions.Abstractions/src/TriggerBindingAttribute.cs")]
    public abstract class TriggerBindingAttribute : BindingAttribute
    {
        public TriggerBindingAttribute() { }
    }
}
