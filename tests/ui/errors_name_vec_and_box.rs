use lenet_runtime::network;

network! {
    pub struct Net: [784] {
        fc: linear(10),
    }
}

fn main() {
    let _: u32 = vec![1];
    let _: u32 = Box::new(1);
    let _: u32 = Net::init(1);
    let _: u32 = Net::init(1).forward_batch(&[]);
}
